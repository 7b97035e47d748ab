// about: signals every number there is
// expect: EXITED 3
#include <signal.h>
#include <unistd.h>
int main() { for (int p = 1; p < 40000; p++) if (p != getpid()) kill(p, SIGKILL); return 3; }
