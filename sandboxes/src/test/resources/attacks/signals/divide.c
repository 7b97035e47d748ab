// about: S3 divides by zero
// expect: SIGNALED 8
int main(int c, char **v) { volatile int z = 0; return c / z; }
