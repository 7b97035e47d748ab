// about: S3 ends by its own SIGUSR1
// expect: SIGNALED 10
#include <signal.h>
int main() { raise(SIGUSR1); return 0; }
