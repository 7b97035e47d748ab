// about: S3 a fault of its own
// expect: SIGNALED 11
int main() { volatile int *p = 0; return *p; }
