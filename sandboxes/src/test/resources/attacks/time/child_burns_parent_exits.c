// about: T5 the parent is done and its child burns on
// expect: EXITED 0
// stdout: done\n
#include <stdio.h>
#include <unistd.h>
int main() { if (!fork()) for (volatile long i = 0;; i++); puts("done"); return 0; }
