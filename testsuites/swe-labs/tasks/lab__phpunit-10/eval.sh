#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD tests/CalcTest.php
git apply -v - <<'EOF_test_patch'
diff --git a/tests/CalcTest.php b/tests/CalcTest.php
index 95fbca7..ea8b599 100644
--- a/tests/CalcTest.php
+++ b/tests/CalcTest.php
@@ -12,4 +12,14 @@ class CalcTest extends TestCase
     {
         $this->assertSame(3, \Calc::same(3));
     }
+
+    public function testAdds(): void
+    {
+        $this->assertSame(5, \Calc::add(2, 3));
+    }
+
+    public function testTriples(): void
+    {
+        $this->assertSame(6, \Calc::triple(2));
+    }
 }
EOF_test_patch
: '>>>>> Start Test Output'
phpunit --testdox --colors=never tests/CalcTest.php
: '>>>>> End Test Output'
git checkout HEAD tests/CalcTest.php
