// about: P4
// expect: CPU_LIMIT | WALL_LIMIT
// limits: cpu=400 wall=4000
#include <unistd.h>
int main() { for (;;) if (!vfork()) _exit(0); }
