#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD tests/calc.rs
git apply -v - <<'EOF_test_patch'
diff --git a/tests/calc.rs b/tests/calc.rs
index 83c2f56..72e5e36 100644
--- a/tests/calc.rs
+++ b/tests/calc.rs
@@ -4,3 +4,13 @@ use calc::*;
 fn keeps() {
     assert_eq!(same(3), 3);
 }
+
+#[test]
+fn adds() {
+    assert_eq!(add(2, 3), 5);
+}
+
+#[test]
+fn triples() {
+    assert_eq!(triple(2), 6);
+}
EOF_test_patch
: '>>>>> Start Test Output'
cargo test --offline --no-fail-fast
: '>>>>> End Test Output'
git checkout HEAD tests/calc.rs
