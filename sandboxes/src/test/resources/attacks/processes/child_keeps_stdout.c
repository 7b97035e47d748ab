// about: P7 a child holds the output open after its parent is done
// expect: EXITED 0
// stdout: done\n
#include <stdio.h>
#include <unistd.h>
int main() { if (!fork()) { sleep(1000); _exit(0); } puts("done"); return 0; }
