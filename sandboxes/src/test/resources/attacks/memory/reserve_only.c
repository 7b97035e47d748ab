// about: M2 and M10 reserves 64 GB and touches nothing
// expect: EXITED 0
// stdout: ok\n
#include <stdio.h>
#include <sys/mman.h>
int main() { void *p = mmap(0, 64L << 30, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0); puts(p == MAP_FAILED ? "refused" : "ok"); return 0; }
