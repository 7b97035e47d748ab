// about: M9 memory that no process maps
// expect: EXITED 0
// stdout: refused\n
#include <stdio.h>
#include <sys/shm.h>
int main() { puts(shmget(IPC_PRIVATE, 64 << 20, 0600) < 0 ? "refused" : "made"); return 0; }
