#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD test/calc.test.js
git apply -v - <<'EOF_test_patch'
diff --git a/test/calc.test.js b/test/calc.test.js
index 2a79988..9e720d2 100644
--- a/test/calc.test.js
+++ b/test/calc.test.js
@@ -5,4 +5,12 @@ describe('calc', () => {
   it('keeps', () => {
     expect(same(3)).toBe(3);
   });
+
+  it('adds', () => {
+    expect(add(2, 3)).toBe(5);
+  });
+
+  it('triples', () => {
+    expect(triple(2)).toBe(6);
+  });
 });
EOF_test_patch
: '>>>>> Start Test Output'
./node_modules/.bin/jest --verbose test/calc.test.js
: '>>>>> End Test Output'
git checkout HEAD test/calc.test.js
