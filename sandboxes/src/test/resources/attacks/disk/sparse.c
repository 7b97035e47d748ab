// about: D3 a file of a terabyte with nothing in it
// expect: SIGNALED 25
#include <fcntl.h>
#include <unistd.h>
int main() { int f = open("/tmp/x", O_CREAT | O_RDWR, 0600); return ftruncate(f, 1L << 40) ? 1 : 0; }
