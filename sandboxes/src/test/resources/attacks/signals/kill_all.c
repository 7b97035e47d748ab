// about: S1 kills everything it can
// expect: EXITED 3 | SIGNALED 9
#include <signal.h>
#include <unistd.h>
int main() { kill(-1, SIGKILL); return 3; }
