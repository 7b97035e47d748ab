// about: makes a child that is not its own
// expect: EXITED 0
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
int f(void *p) { for (;;) pause(); }
int main() { char *s = malloc(65536); clone(f, s + 65536, CLONE_PARENT | SIGCHLD, 0); return 0; }
