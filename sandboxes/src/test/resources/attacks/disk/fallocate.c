// about: D3 asks for the space at once
// expect: EXITED 1 | SIGNALED 25
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>
int main() { int f = open("/tmp/x", O_CREAT | O_RDWR, 0600); return fallocate(f, 0, 0, 1L << 40) ? 1 : 0; }
