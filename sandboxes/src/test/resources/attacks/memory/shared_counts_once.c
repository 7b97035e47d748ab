// about: M4 six processes that share what one of them made are no six times as large
// expect: EXITED 0
// limits: memory=128 wall=8000 cpu=4000
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int main() { memset(malloc(60 << 20), 1, 60 << 20); for (int i = 0; i < 6; i++) if (!fork()) { usleep(200000); _exit(0); } while (wait(0) > 0); return 0; }
