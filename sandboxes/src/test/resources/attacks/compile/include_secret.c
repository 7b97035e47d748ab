// about: C2 shows a secret in the compiler's message
// expect: EXITED !0
// compile: gcc -o a {file}
// absent: root:*
// limits: cpu=3000 wall=60000 memory=512
#include "/etc/shadow"
int main() {}
