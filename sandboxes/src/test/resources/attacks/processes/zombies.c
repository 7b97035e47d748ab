// about: P5 children that nobody waits for
// expect: EXITED 0
// stdout: 19\n
// limits: processes=20
#include <stdio.h>
#include <unistd.h>
int main() { int n = 0; for (int i = 0; i < 100; i++) { int p = fork(); if (!p) _exit(0); if (p > 0) n++; } printf("%d\n", n); return 0; }
