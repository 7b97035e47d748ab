// about: P3 a daemon by double fork in a session of its own
// expect: EXITED 0
// stdout: done\n
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
int main() { if (!fork()) { setsid(); if (!fork()) { for (int s = 1; s < 65; s++) signal(s, SIG_IGN); for (;;) pause(); } _exit(0); } usleep(50000); puts("done"); return 0; }
