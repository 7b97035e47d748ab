// about: as many bytes as the limit says
// expect: EXITED 0
// stdout-bytes: 1048576
// limits: stdout=1024
#include <string.h>
#include <unistd.h>
static char b[1 << 20];
int main() { memset(b, 121, sizeof b); for (int at = 0; at < sizeof b;) at += write(1, b + at, sizeof b - at); return 0; }
