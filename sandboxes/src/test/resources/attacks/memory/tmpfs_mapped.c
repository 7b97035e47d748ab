// about: M6 maps a file of the private folder and fills it
// expect: SIGNALED 7 | MEMORY_LIMIT | SIGNALED 25 | EXITED 3
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
int main() { int f = open("/tmp/x", O_RDWR | O_CREAT, 0600); if (ftruncate(f, 64 << 20) && ftruncate(f, 15 << 20)) return 3; char *p = mmap(0, 64 << 20, 3, MAP_SHARED, f, 0); for (long i = 0; i < 64 << 20; i += 4096) p[i] = 1; return 0; }
