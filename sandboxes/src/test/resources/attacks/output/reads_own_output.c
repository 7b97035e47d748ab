// about: reads from its own output and error pipes
// expect: EXITED 0
// stdout: refused\n
#include <stdio.h>
#include <unistd.h>
int main() { char c; puts(read(1, &c, 1) < 0 && read(2, &c, 1) < 0 ? "refused" : "read"); return 0; }
