#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD test/calc.test.js
git apply -v - <<'EOF_test_patch'
diff --git a/test/calc.test.js b/test/calc.test.js
index a18fabf..ddb4587 100644
--- a/test/calc.test.js
+++ b/test/calc.test.js
@@ -6,4 +6,12 @@ describe('calc', () => {
   it('keeps', () => {
     assert.strictEqual(same(3), 3);
   });
+
+  it('adds', () => {
+    assert.strictEqual(add(2, 3), 5);
+  });
+
+  it('triples', () => {
+    assert.strictEqual(triple(2), 6);
+  });
 });
EOF_test_patch
: '>>>>> Start Test Output'
./node_modules/.bin/mocha --reporter tap test/calc.test.js
: '>>>>> End Test Output'
git checkout HEAD test/calc.test.js
