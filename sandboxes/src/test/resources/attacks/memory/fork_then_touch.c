// about: the parent is gone when its child uses memory
// expect: EXITED 0
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main() { if (!fork()) for (;;) memset(malloc(1 << 20), 1, 1 << 20); return 0; }
