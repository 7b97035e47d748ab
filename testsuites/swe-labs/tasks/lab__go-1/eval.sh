#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD calc_test.go
git apply -v - <<'EOF_test_patch'
diff --git a/calc_test.go b/calc_test.go
index eb1c6dc..d55c65f 100644
--- a/calc_test.go
+++ b/calc_test.go
@@ -7,3 +7,15 @@ func TestSame(t *testing.T) {
 		t.Errorf("got %d", Same(3))
 	}
 }
+
+func TestAdd(t *testing.T) {
+	if got := Add(2, 3); got != 5 {
+		t.Errorf("got %d", got)
+	}
+}
+
+func TestTriple(t *testing.T) {
+	if got := Triple(2); got != 6 {
+		t.Fatalf("got %d", got)
+	}
+}
EOF_test_patch
: '>>>>> Start Test Output'
go test -v ./...
: '>>>>> End Test Output'
git checkout HEAD calc_test.go
