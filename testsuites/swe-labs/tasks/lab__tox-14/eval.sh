#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD tests/test_calc.py
git apply -v - <<'EOF_test_patch'
diff --git a/tests/test_calc.py b/tests/test_calc.py
--- a/tests/test_calc.py
+++ b/tests/test_calc.py
@@ -1,5 +1,13 @@
-from calc import keep
+from calc import add, keep, triple
 
 
 def test_keeps():
     assert keep(7) == 7
+
+
+def test_adds():
+    assert add(2, 3) == 5
+
+
+def test_triples():
+    assert triple(2) == 6
EOF_test_patch
: '>>>>> Start Test Output'
tox -e py3 -- -rA tests/test_calc.py
: '>>>>> End Test Output'
git checkout HEAD tests/test_calc.py
