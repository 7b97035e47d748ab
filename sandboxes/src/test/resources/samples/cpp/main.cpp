#include <bits/stdc++.h>
using namespace std;

int main() {
  int a, b;
  cin >> a >> b;
  vector<int> v{a, b};
  long total = 0;
  thread worker([&] { total = accumulate(v.begin(), v.end(), 0L); });
  worker.join();
  cout << total << endl;
}
