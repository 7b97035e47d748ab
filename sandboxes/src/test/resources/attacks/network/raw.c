// about: N2 raw sockets
// expect: EXITED 0
// stdout: refused\n
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
int main() { puts(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) < 0 ? "refused" : "made"); return 0; }
