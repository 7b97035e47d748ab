// about: S3 ends by its own SIGPIPE
// expect: SIGNALED 13
#include <signal.h>
int main() { raise(SIGPIPE); return 0; }
