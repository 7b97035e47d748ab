// about: O10 writes to every descriptor there may be
// expect: EXITED 0
// stdout: none\n
#include <stdio.h>
#include <unistd.h>
int main() { int n = 0; for (int i = 3; i < 4096; i++) if (write(i, "forged", 6) > 0) n++; puts(n ? "some" : "none"); return 0; }
