// about: S1 kills its init
// expect: EXITED 3
#include <signal.h>
#include <unistd.h>
int main() { kill(1, SIGKILL); kill(1, SIGTERM); kill(1, SIGSTOP); kill(getppid(), SIGKILL); return 3; }
