#include <bits/stdc++.h>

int main() {
  std::vector<int> v(2);
  for (int& x : v) std::cin >> x;
  std::ranges::sort(v);
  std::cout << std::reduce(v.begin(), v.end()) << '\n';
}
