// about: C3 a flood of messages
// expect: EXITED !0 | CPU_LIMIT | OUTPUT_LIMIT
// compile: g++ -fmax-errors=0 -o a {file}
// limits: cpu=5000 wall=60000 memory=1024
#define A x y z;
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
#define E D D D D D D D D D D
int main() { E E E }
