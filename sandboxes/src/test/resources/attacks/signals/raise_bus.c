// about: S3 ends by its own SIGBUS
// expect: SIGNALED 7
#include <signal.h>
int main() { raise(SIGBUS); return 0; }
