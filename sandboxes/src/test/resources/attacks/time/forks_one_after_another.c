// about: T4 many short processes, one at a time
// expect: CPU_LIMIT
// limits: cpu=400 wall=20000
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
int main() { for (int i = 0; i < 100; i++) { if (!fork()) { while (clock() < 0.05 * CLOCKS_PER_SEC); _exit(0); } wait(0); } return 0; }
