// about: E1 clone with a new cgroup namespace
// expect: EXITED 0
// stdout: refused\n
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main() { long p = syscall(SYS_clone, 0x2000000 | SIGCHLD, 0, 0, 0, 0); if (p == 0) _exit(0); puts(p < 0 ? "refused" : "made"); return 0; }
