// about: S5 a negative status
// expect: EXITED 255
#include <unistd.h>
int main() { _exit(-1); }
