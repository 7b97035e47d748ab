// about: T11 polls an input that has ended
// expect: CPU_LIMIT
#include <unistd.h>
int main() { char c; for (;;) read(0, &c, 1); }
