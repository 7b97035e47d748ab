// about: M3 a static array beyond the limit, not used
// expect: EXITED 0
static char a[800 << 20];
int main(int c, char **v) { return a[c]; }
