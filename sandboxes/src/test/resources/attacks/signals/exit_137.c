// about: S4 a status that others take for a sign
// expect: EXITED 137
int main() { return 137; }
