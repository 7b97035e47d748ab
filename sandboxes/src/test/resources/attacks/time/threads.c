// about: T4 four threads burn at once
// expect: CPU_LIMIT
#include <pthread.h>
void *f(void *p) { for (volatile long i = 0;; i++); }
int main() { pthread_t t; for (int i = 0; i < 4; i++) pthread_create(&t, 0, f, 0); f(0); }
