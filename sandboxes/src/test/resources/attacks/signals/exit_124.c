// about: S4 a status that others take for a sign
// expect: EXITED 124
int main() { return 124; }
