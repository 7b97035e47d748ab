// about: E3 asks to be somebody else
// expect: EXITED 0
// stdout: refused\n
#define _GNU_SOURCE
#include <grp.h>
#include <stdio.h>
#include <unistd.h>
int main() { gid_t g = 0; puts(setuid(0) && setgid(0) && setresuid(0, 0, 0) && setgroups(1, &g) ? "refused" : "done"); return 0; }
