// about: shared memory without a file
// expect: MEMORY_LIMIT
#include <string.h>
#include <sys/mman.h>
int main() { char *p = mmap(0, 1 << 30, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0); memset(p, 1, 1 << 30); return 0; }
