#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD tests/test_calc.py
git apply -v - <<'EOF_test_patch'
diff --git a/tests/test_calc.py b/tests/test_calc.py
index a76e349..59c155b 100644
--- a/tests/test_calc.py
+++ b/tests/test_calc.py
@@ -7,3 +7,15 @@ def test_first():
 
 def test_keeps():
     assert same(3) == 3
+
+
+def test_adds():
+    assert add(2, 3) == 5
+
+
+def test_triples():
+    assert triple(2) == 6
+
+
+def test_last():
+    pass
EOF_test_patch
: '>>>>> Start Test Output'
python3 bin/test -C --verbose tests/test_calc.py
: '>>>>> End Test Output'
git checkout HEAD tests/test_calc.py
