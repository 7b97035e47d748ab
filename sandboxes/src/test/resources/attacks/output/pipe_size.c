// about: makes its output pipe as small and as large as it may
// expect: EXITED 0
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>
int main() { fcntl(1, F_SETPIPE_SZ, 4096); fcntl(1, F_SETPIPE_SZ, 1 << 30); for (int i = 0; i < 100000; i++) write(1, "x", 1); return 0; }
