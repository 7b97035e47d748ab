// about: asks for more of the processor than others get
// expect: EXITED 0
// stdout: refused\n
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <sys/resource.h>
int main() { struct sched_param p = {50}; puts(setpriority(PRIO_PROCESS, 0, -10) && sched_setscheduler(0, SCHED_FIFO, &p) ? "refused" : "done"); return 0; }
