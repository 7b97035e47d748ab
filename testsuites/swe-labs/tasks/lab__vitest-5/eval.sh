#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD test/calc.test.mjs
git apply -v - <<'EOF_test_patch'
diff --git a/test/calc.test.mjs b/test/calc.test.mjs
index 2c2a5da..cb6e925 100644
--- a/test/calc.test.mjs
+++ b/test/calc.test.mjs
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
./node_modules/.bin/vitest run --reporter=verbose test/calc.test.mjs
: '>>>>> End Test Output'
git checkout HEAD test/calc.test.mjs
