#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD tests/test_slug.py
git apply -v - <<'EOF_test_patch'
diff --git a/tests/test_slug.py b/tests/test_slug.py
index c05b097..b4fc1b9 100644
--- a/tests/test_slug.py
+++ b/tests/test_slug.py
@@ -1,3 +1,5 @@
+import pytest
+
 from slug import shorten, slugify
 
 
@@ -7,3 +9,12 @@ def test_lower_case():
 
 def test_shorten():
     assert shorten("abc", 2) == "ab"
+
+
+def test_runs_become_one_dash():
+    assert slugify("a, b") == "a-b"
+
+
+@pytest.mark.parametrize("text", ["!a", "a!"])
+def test_no_dash_at_the_ends(text):
+    assert slugify(text) == "a"
EOF_test_patch
: '>>>>> Start Test Output'
python3 -m pytest -rA -p no:cacheprovider tests/test_slug.py
: '>>>>> End Test Output'
git checkout HEAD tests/test_slug.py
