#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD tests/app/tests.py
git apply -v - <<'EOF_test_patch'
diff --git a/tests/app/tests.py b/tests/app/tests.py
index f41f0c8..7524866 100644
--- a/tests/app/tests.py
+++ b/tests/app/tests.py
@@ -6,3 +6,9 @@ from calc import add, same, triple
 class CalcTests(SimpleTestCase):
     def test_keeps(self):
         self.assertEqual(same(3), 3)
+
+    def test_adds(self):
+        self.assertEqual(add(2, 3), 5)
+
+    def test_triples(self):
+        self.assertEqual(triple(2), 6)
EOF_test_patch
: '>>>>> Start Test Output'
python3 tests/runtests.py --verbosity 2 --settings=none --parallel 1 app.tests
: '>>>>> End Test Output'
git checkout HEAD tests/app/tests.py
