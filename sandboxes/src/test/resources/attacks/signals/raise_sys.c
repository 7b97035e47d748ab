// about: S3 ends by its own SIGSYS
// expect: SIGNALED 31
#include <signal.h>
int main() { raise(SIGSYS); return 0; }
