// about: S4 a status that others take for a sign
// expect: EXITED 100
int main() { return 100; }
