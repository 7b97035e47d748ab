// about: S3 ends by its own SIGKILL
// expect: SIGNALED 9
#include <signal.h>
int main() { raise(SIGKILL); return 0; }
