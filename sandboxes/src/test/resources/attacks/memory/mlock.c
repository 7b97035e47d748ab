// about: locks its memory
// expect: MEMORY_LIMIT | EXITED 0
// limits: memory=64 cpu=4000
#include <string.h>
#include <sys/mman.h>
int main() { mlockall(3); char *p = mmap(0, 256 << 20, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); if (p == MAP_FAILED) return 0; memset(p, 1, 256 << 20); return 0; }
