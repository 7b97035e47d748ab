// about: T4 processes whose time nobody collects, because their parent ignores their end
// expect: CPU_LIMIT | WALL_LIMIT
// limits: cpu=400 wall=4000
#include <signal.h>
#include <time.h>
#include <unistd.h>
int main() { signal(SIGCHLD, SIG_IGN); for (;;) { if (!fork()) { while (clock() < 0.1 * CLOCKS_PER_SEC); _exit(0); } usleep(100000); } }
