// about: C4 takes a file of the host into the program
// expect: EXITED !0
// compile: gcc -o a {file}
// limits: cpu=3000 wall=60000 memory=512
__asm__(".incbin \"/etc/shadow\"");
int main() {}
