#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD test/test_calc.rb
git apply -v - <<'EOF_test_patch'
diff --git a/test/test_calc.rb b/test/test_calc.rb
index 92bdc7d..836ec71 100644
--- a/test/test_calc.rb
+++ b/test/test_calc.rb
@@ -3,4 +3,6 @@ require_relative '../lib/calc'
 
 class TestCalc < Minitest::Test
   define_method('test_: Calc should keep. ') { assert_equal 3, Calc.same(3) }
+  define_method('test_: Calc should add. ') { assert_equal 5, Calc.add(2, 3) }
+  define_method('test_: Calc should triple. ') { assert_equal 6, Calc.triple(2) }
 end
EOF_test_patch
: '>>>>> Start Test Output'
ruby -Ilib -Itest test/test_calc.rb --verbose
: '>>>>> End Test Output'
git checkout HEAD test/test_calc.rb
