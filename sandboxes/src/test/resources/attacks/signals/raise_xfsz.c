// about: S3 ends by its own SIGXFSZ
// expect: SIGNALED 25
#include <signal.h>
int main() { raise(SIGXFSZ); return 0; }
