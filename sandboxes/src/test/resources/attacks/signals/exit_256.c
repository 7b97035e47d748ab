// about: S5 a status that wraps to zero
// expect: EXITED 0
#include <unistd.h>
int main() { _exit(256); }
