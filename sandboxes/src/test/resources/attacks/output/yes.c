// about: O1 the same, as fast as can be
// expect: OUTPUT_LIMIT
// limits: cpu=20000 wall=40000
#include <string.h>
#include <unistd.h>
static char b[1 << 20];
int main() { memset(b, 121, sizeof b); for (;;) write(1, b, sizeof b); }
