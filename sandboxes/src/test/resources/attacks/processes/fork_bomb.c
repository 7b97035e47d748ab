// about: P1
// expect: CPU_LIMIT | WALL_LIMIT
// limits: cpu=400 wall=2000
#include <unistd.h>
int main() { for (;;) fork(); }
