// about: C2 includes an endless device
// expect: EXITED !0 | CPU_LIMIT | MEMORY_LIMIT | SIGNALED
// compile: gcc -o a {file}
// limits: cpu=3000 wall=60000 memory=512
#include "/dev/zero"
int main() {}
