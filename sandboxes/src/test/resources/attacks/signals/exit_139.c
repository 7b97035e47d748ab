// about: S4 a status that others take for a sign
// expect: EXITED 139
int main() { return 139; }
