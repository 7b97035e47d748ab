// about: M4 six processes, each below the limit, together above
// expect: MEMORY_LIMIT
// limits: memory=128 wall=8000 cpu=4000
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int main() { for (int i = 0; i < 6; i++) if (!fork()) { memset(malloc(40 << 20), 1, 40 << 20); sleep(3); _exit(0); } while (wait(0) > 0); return 0; }
