#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD src/test/java/lab/CalcTest.java
git apply -v - <<'EOF_test_patch'
diff --git a/src/test/java/lab/CalcTest.java b/src/test/java/lab/CalcTest.java
--- a/src/test/java/lab/CalcTest.java
+++ b/src/test/java/lab/CalcTest.java
@@ -9,4 +9,14 @@
   public void keeps() {
     assertEquals(7, Calc.keep(7));
   }
+
+  @Test
+  public void adds() {
+    assertEquals(5, Calc.add(2, 3));
+  }
+
+  @Test
+  public void triples() {
+    assertEquals(6, Calc.triple(2));
+  }
 }
EOF_test_patch
: '>>>>> Start Test Output'
gradle --offline --no-daemon test --tests lab.CalcTest
: '>>>>> End Test Output'
git checkout HEAD src/test/java/lab/CalcTest.java
