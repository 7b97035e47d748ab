// about: M7 200 MB of stack within the limit
// expect: EXITED 0
// stdout: ok\n
// limits: memory=512 cpu=4000
#include <stdio.h>
int f(int n) { volatile char a[1 << 10]; a[0] = n; return n ? f(n - 1) + a[0] : 0; }
int main() { f(190000); puts("ok"); return 0; }
