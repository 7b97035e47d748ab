// about: S3 ends by its own SIGSEGV
// expect: SIGNALED 11
#include <signal.h>
int main() { raise(SIGSEGV); return 0; }
