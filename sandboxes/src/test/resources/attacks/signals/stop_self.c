// about: S2 stops itself
// expect: WALL_LIMIT
// limits: wall=700
#include <signal.h>
int main() { raise(SIGSTOP); return 0; }
