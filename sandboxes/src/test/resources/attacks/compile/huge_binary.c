// about: C5 a program of a gigabyte
// expect: EXITED !0 | SIGNALED | MEMORY_LIMIT | CPU_LIMIT
// compile: gcc -o a {file}
// limits: cpu=10000 wall=90000 memory=512
char a[1 << 30] = {1};
int main() { return a[5]; }
