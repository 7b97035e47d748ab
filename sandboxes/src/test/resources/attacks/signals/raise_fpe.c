// about: S3 ends by its own SIGFPE
// expect: SIGNALED 8
#include <signal.h>
int main() { raise(SIGFPE); return 0; }
