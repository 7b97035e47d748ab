// about: O4 one line of a gigabyte
// expect: OUTPUT_LIMIT
// limits: cpu=20000 wall=40000
#include <string.h>
#include <unistd.h>
static char b[1 << 16];
int main() { memset(b, 97, sizeof b); for (int i = 0; i < 16384; i++) write(1, b, sizeof b); return 0; }
