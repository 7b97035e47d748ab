// about: S2 stops its whole group
// expect: WALL_LIMIT
// limits: wall=700
#include <signal.h>
int main() { kill(0, SIGSTOP); return 0; }
