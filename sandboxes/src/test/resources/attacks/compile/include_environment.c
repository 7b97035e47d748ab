// about: C2 shows the environment in the compiler's message
// expect: EXITED !0
// compile: gcc -o a {file}
// absent: TOKEN
// limits: cpu=3000 wall=60000 memory=512
#include "/proc/self/environ"
#include "/proc/1/environ"
int main() {}
