// about: O9 byte by byte
// expect: EXITED 0
// stdout: abcdefghij
#include <unistd.h>
int main() { for (char c = 97; c < 107; c++) { write(1, &c, 1); usleep(1000); } return 0; }
