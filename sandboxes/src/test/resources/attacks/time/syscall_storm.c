// about: cheap system calls without end
// expect: CPU_LIMIT
#include <sys/syscall.h>
#include <unistd.h>
int main() { for (;;) syscall(SYS_getppid); }
