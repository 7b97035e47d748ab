// about: P1 as many processes as the limit says, and not one more
// expect: EXITED 0
// stdout: 19\n
// limits: processes=20
#include <stdio.h>
#include <unistd.h>
int main() { int n = 0; while (n < 100) { int p = fork(); if (p == 0) { pause(); } if (p < 0) break; n++; } printf("%d\n", n); return 0; }
