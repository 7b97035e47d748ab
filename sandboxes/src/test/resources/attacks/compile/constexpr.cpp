// about: C1 a computation while compiling
// expect: EXITED !0 | CPU_LIMIT
// compile: g++ -std=c++17 -fconstexpr-ops-limit=2147483647 -fconstexpr-loop-limit=2147483647 -o a {file}
// limits: cpu=2000 wall=60000 memory=4096
constexpr long f() { long s = 0; for (long i = 0; i < 2000000000; i++) s += i % 7; return s; }
constexpr long x = f();
int main() { return x; }
