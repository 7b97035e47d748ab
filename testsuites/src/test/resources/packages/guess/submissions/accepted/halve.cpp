#include <iostream>
#include <string>

int main() {
  int low = 1, high = 1000;
  std::string answer;
  do {
    int middle = (low + high) / 2;
    std::cout << middle << std::endl;
    if (!(std::cin >> answer)) return 1;
    if (answer == "higher") low = middle + 1;
    else high = middle - 1;
  } while (answer != "right");
}
