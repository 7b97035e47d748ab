// about: fills every pipe and leaves
// expect: EXITED 0
// stdout-bytes: 524288
#include <string.h>
#include <unistd.h>
static char b[1 << 19];
int main() { memset(b, 97, sizeof b); write(2, b, sizeof b); for (int at = 0; at < sizeof b;) at += write(1, b + at, sizeof b - at); return 0; }
