// about: S4 a status that others take for a sign
// expect: EXITED 255
int main() { return 255; }
