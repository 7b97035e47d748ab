// about: S3 ends by its own SIGILL
// expect: SIGNALED 4
#include <signal.h>
int main() { raise(SIGILL); return 0; }
