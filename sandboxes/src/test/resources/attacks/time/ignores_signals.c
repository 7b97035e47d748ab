// about: T3 ignores what may be ignored
// expect: CPU_LIMIT
#include <signal.h>
int main() { for (int s = 1; s < 65; s++) signal(s, SIG_IGN); for (volatile long i = 0;; i++); }
