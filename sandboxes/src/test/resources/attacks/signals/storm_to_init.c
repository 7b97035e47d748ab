// about: S1 floods its init with signals
// expect: EXITED 3
#include <signal.h>
#include <unistd.h>
int main() { for (int n = 0; n < 1000; n++) for (int s = 1; s < 65; s++) kill(1, s); return 3; }
