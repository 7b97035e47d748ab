// about: M7 recursion without end
// expect: SIGNALED 11 | MEMORY_LIMIT
// limits: memory=64 cpu=4000
int f(int n) { volatile char a[1 << 10]; a[0] = n; return f(n + 1) + a[0]; }
int main() { return f(0); }
