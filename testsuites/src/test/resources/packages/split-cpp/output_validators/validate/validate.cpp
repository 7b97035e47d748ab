#include <fstream>
#include <iostream>
#include <string>

int main(int argc, char **argv) {
  std::ifstream in(argv[1]);
  std::ofstream message(std::string(argv[3]) + "judgemessage.txt");
  long n, a, b;
  std::string more;
  in >> n;
  if (!(std::cin >> a >> b) || std::cin >> more) {
    message << "expected two numbers";
    return 43;
  }
  if (a < 1 || b < 1 || a + b != n) {
    message << a << " and " << b << " do not make " << n;
    return 43;
  }
  return 42;
}
