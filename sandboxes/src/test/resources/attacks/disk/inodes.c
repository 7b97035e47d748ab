// about: D2 a million empty files
// expect: EXITED 0
// stdout: full\n
// limits: cpu=8000 wall=30000
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
int main() { char s[32]; for (int i = 0; i < 1000000; i++) { sprintf(s, "/tmp/%d", i); int f = open(s, O_CREAT | O_WRONLY, 0600); if (f < 0) { puts("full"); return 0; } close(f); } puts("never full"); return 0; }
