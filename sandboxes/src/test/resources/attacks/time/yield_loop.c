// about: gives the processor away in a loop, all of it system time
// expect: CPU_LIMIT
#include <sched.h>
int main() { for (;;) sched_yield(); }
