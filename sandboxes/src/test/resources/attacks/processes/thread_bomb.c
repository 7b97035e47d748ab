// about: P2
// expect: EXITED 0
// stdout: 19\n
// limits: processes=20
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
void *f(void *p) { pause(); return p; }
int main() { pthread_t t; int n = 0; while (n < 1000 && !pthread_create(&t, 0, f, 0)) n++; printf("%d\n", n); return 0; }
