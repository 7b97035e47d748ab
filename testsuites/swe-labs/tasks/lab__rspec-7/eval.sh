#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD spec/calc_spec.rb
git apply -v - <<'EOF_test_patch'
diff --git a/spec/calc_spec.rb b/spec/calc_spec.rb
index b192203..dd9daee 100644
--- a/spec/calc_spec.rb
+++ b/spec/calc_spec.rb
@@ -4,4 +4,12 @@ RSpec.describe Calc do
   it 'keeps' do
     expect(Calc.same(3)).to eq(3)
   end
+
+  it 'adds' do
+    expect(Calc.add(2, 3)).to eq(5)
+  end
+
+  it 'triples' do
+    expect(Calc.triple(2)).to eq(6)
+  end
 end
EOF_test_patch
: '>>>>> Start Test Output'
rspec ./spec/calc_spec.rb --no-color --format json | jq -r '.examples[] | "\(.description) - \(.id) - \(.status)"'
: '>>>>> End Test Output'
git checkout HEAD spec/calc_spec.rb
