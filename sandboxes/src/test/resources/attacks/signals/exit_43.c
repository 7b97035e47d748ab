// about: S4 a status that others take for a sign
// expect: EXITED 43
int main() { return 43; }
