// about: T1 the same, native
// expect: CPU_LIMIT
int main() { for (volatile long i = 0;; i++); }
