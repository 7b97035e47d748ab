// about: N2 sockets of families that leave the machine's own network
// expect: EXITED 0
// stdout: none\n
#include <stdio.h>
#include <sys/socket.h>
int main() { int n = 0; for (int f = 3; f < 46; f++) { if (f == 10 || f == 16) continue; for (int t = 1; t < 6; t++) if (socket(f, t, 0) >= 0) n++; } puts(n ? "some" : "none"); return 0; }
