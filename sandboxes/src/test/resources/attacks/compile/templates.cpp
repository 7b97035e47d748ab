// about: C1 templates without end
// expect: EXITED !0 | CPU_LIMIT | MEMORY_LIMIT | SIGNALED
// compile: g++ -O2 -o a {file}
// limits: cpu=3000 wall=60000 memory=512
template <int N> struct A { static const int v = A<N - 1>::v + A<N - 2>::v + A<N - 3>::v * N; };
template <int N, int M> struct B { static const int v = B<N + 1, M>::v + B<N, M + 1>::v; };
int main() { return B<0, 0>::v; }
