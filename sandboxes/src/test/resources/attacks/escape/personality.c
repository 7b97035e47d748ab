// about: turns off address randomisation
// expect: EXITED 0
// stdout: refused\n
#include <stdio.h>
#include <sys/personality.h>
int main() { puts(personality(ADDR_NO_RANDOMIZE) < 0 ? "refused" : "done"); return 0; }
