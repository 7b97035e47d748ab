// about: K3 a program that never reads 64 MB of input
// expect: EXITED 0
// stdout: 42\n
// stdin-bytes: 67108864
#include <stdio.h>
int main() { puts("42"); return 0; }
