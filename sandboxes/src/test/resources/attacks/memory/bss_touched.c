// about: M3 a static array beyond the limit, used
// expect: MEMORY_LIMIT
static char a[800 << 20];
int main() { for (long i = 0; i < sizeof a; i += 4096) a[i] = 1; return a[7]; }
