// about: T6 burns before main
// expect: CPU_LIMIT
static int burn() { for (volatile long i = 0;; i++); return 0; }
int x = burn();
int main() {}
