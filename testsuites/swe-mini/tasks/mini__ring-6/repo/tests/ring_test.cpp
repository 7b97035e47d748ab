#include "ring/ring.h"

#include <gtest/gtest.h>

TEST(Ring, GrowsToItsCapacity) {
  Ring ring(2);
  for (int i = 0; i < 5; i++) {
    ring.push(i);
  }
  EXPECT_EQ(ring.size(), 2u);
}

TEST(Ring, Sums) {
  Ring ring(3);
  ring.push(1);
  ring.push(2);
  EXPECT_EQ(ring.sum(), 3);
}
