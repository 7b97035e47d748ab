// about: T4 four processes burn at once, each below the limit
// expect: CPU_LIMIT
// limits: cpu=400 wall=20000
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
int main() { for (int i = 0; i < 4; i++) if (!fork()) { while (clock() < 0.3 * CLOCKS_PER_SEC); _exit(0); } while (wait(0) > 0); return 0; }
