// about: S4 a status that others take for a sign
// expect: EXITED 42
int main() { return 42; }
