// about: leaves no core
// expect: SIGNALED 6
// keeps: true
// get: core
#include <stdlib.h>
#include <sys/resource.h>
int main() { struct rlimit r = {RLIM_INFINITY, RLIM_INFINITY}; setrlimit(RLIMIT_CORE, &r); abort(); }
