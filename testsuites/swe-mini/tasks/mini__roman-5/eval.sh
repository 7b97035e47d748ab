#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD test/roman.test.js test/roman.test.js
git apply -v - <<'EOF_test_patch'
diff --git a/test/roman.test.js b/test/roman.test.js
index 088c727..f241d22 100644
--- a/test/roman.test.js
+++ b/test/roman.test.js
@@ -8,10 +8,18 @@ describe('toRoman', () => {
   it('adds letters', () => {
     assert.strictEqual(toRoman(2023), 'MMXXIII');
   });
+
+  it('subtracts one letter', () => {
+    assert.strictEqual(toRoman(1994), 'MCMXCIV');
+  });
 });
 
 describe('fromRoman', () => {
   it('adds values', () => {
     assert.strictEqual(fromRoman('MMXXIII'), 2023);
   });
+
+  it('reads a smaller letter before a larger one', () => {
+    assert.strictEqual(fromRoman('MCMXCIV'), 1994);
+  });
 });
EOF_test_patch
: '>>>>> Start Test Output'
node --test --test-reporter=tap test/roman.test.js
: '>>>>> End Test Output'
git checkout HEAD test/roman.test.js test/roman.test.js
