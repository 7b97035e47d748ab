// about: T2 waits for a signal
// expect: WALL_LIMIT
// limits: wall=700
#include <unistd.h>
int main() { pause(); }
