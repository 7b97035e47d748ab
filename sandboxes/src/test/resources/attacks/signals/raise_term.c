// about: S3 ends by its own SIGTERM
// expect: SIGNALED 15
#include <signal.h>
int main() { raise(SIGTERM); return 0; }
