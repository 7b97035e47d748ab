// about: D3 one file beyond the limit
// expect: SIGNALED 25
#include <fcntl.h>
#include <unistd.h>
static char b[1 << 20];
int main() { int f = open("x", O_CREAT | O_RDWR, 0600); for (int i = 0; i < 64; i++) if (write(f, b, sizeof b) < 0) return 1; return 0; }
