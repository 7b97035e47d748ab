// about: S3 ends by its own SIGABRT
// expect: SIGNALED 6
#include <signal.h>
int main() { raise(SIGABRT); return 0; }
