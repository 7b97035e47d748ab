#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD tests/ring_test.cpp
git apply -v - <<'EOF_test_patch'
diff --git a/tests/ring_test.cpp b/tests/ring_test.cpp
index c03f629..39d0616 100644
--- a/tests/ring_test.cpp
+++ b/tests/ring_test.cpp
@@ -10,6 +10,22 @@ TEST(Ring, GrowsToItsCapacity) {
   EXPECT_EQ(ring.size(), 2u);
 }
 
+TEST(Ring, CountsFromTheOldest) {
+  Ring ring(3);
+  for (int i = 0; i < 4; i++) {
+    ring.push(i);
+  }
+  EXPECT_EQ(ring.at(0), 1);
+  EXPECT_EQ(ring.at(2), 3);
+}
+
+TEST(Ring, SumsLargeValues) {
+  Ring ring(2);
+  ring.push(2000000000);
+  ring.push(2000000000);
+  EXPECT_EQ(ring.sum(), 4000000000L);
+}
+
 TEST(Ring, Sums) {
   Ring ring(3);
   ring.push(1);
EOF_test_patch
cmake -S . -B /tmp/build
cmake --build /tmp/build
: '>>>>> Start Test Output'
ctest --test-dir /tmp/build -V
: '>>>>> End Test Output'
git checkout HEAD tests/ring_test.cpp
