#include <math.h>
#include <stdio.h>

int main(void) {
  int a, b;
  scanf("%d %d", &a, &b);
  printf("%d\n", (int)lround(hypot(a + b, 0)));
  return 0;
}
