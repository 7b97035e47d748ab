// about: P7 a child writes after its parent is done
// expect: EXITED 0
#include <unistd.h>
int main() { if (!fork()) for (;;) write(1, "x", 1); usleep(1000); return 0; }
