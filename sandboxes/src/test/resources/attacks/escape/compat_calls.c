// about: E1 the same calls by the 32-bit door
// expect: EXITED 0 | SIGNALED 11 | SIGNALED 31
// stdout: refused\n
#include <stdio.h>
#if defined(__x86_64__)
int main() { long r; puts("refused"); fflush(stdout); __asm__ volatile("int $0x80" : "=a"(r) : "a"(20)); if (r > 0) puts("answered"); return 0; }
#else
int main() { puts("refused"); return 0; }
#endif
