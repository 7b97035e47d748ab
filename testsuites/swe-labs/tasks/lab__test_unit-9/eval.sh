#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD test/test_calc.rb
git apply -v - <<'EOF_test_patch'
diff --git a/test/test_calc.rb b/test/test_calc.rb
index f246f10..7cdce2e 100644
--- a/test/test_calc.rb
+++ b/test/test_calc.rb
@@ -5,4 +5,12 @@ class TestCalc < Test::Unit::TestCase
   def test_keeps
     assert_equal(3, Calc.same(3))
   end
+
+  def test_adds
+    assert_equal(5, Calc.add(2, 3))
+  end
+
+  def test_triples
+    assert_equal(6, Calc.triple(2))
+  end
 end
EOF_test_patch
: '>>>>> Start Test Output'
ruby -Ilib -Itest test/test_calc.rb --verbose=verbose
: '>>>>> End Test Output'
git checkout HEAD test/test_calc.rb
