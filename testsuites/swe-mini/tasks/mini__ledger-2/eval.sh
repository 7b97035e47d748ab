#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD tests/test_book.py tests/test_money.py
git apply -v - <<'EOF_test_patch'
diff --git a/tests/test_book.py b/tests/test_book.py
index 5e580eb..5d490bf 100644
--- a/tests/test_book.py
+++ b/tests/test_book.py
@@ -5,5 +5,9 @@ class TestBalance:
     def test_empty(self):
         assert Book().balance("till") == 0
 
+    def test_within_one_account(self, book):
+        book.move("till", "till", "5.00")
+        assert book.balance("till") == 2000
+
     def test_in_and_out(self, book):
         assert (book.balance("till"), book.balance("bank")) == (2000, -2000)
diff --git a/tests/test_money.py b/tests/test_money.py
index 52e08b9..5357889 100644
--- a/tests/test_money.py
+++ b/tests/test_money.py
@@ -4,7 +4,7 @@ from ledger import cents
 
 
 @pytest.mark.parametrize(
-    "text, expected", [("12.30", 1230), ("1,200", 120000)], ids=["two places", "a comma"]
+    "text, expected", [("12.30", 1230), ("1,200", 120000), ("1.5", 150)], ids=["two places", "a comma", "one place"]
 )
 def test_cents(text, expected):
     assert cents(text) == expected
EOF_test_patch
: '>>>>> Start Test Output'
python3 -m pytest -rA -p no:cacheprovider tests/test_book.py tests/test_money.py
: '>>>>> End Test Output'
git checkout HEAD tests/test_book.py tests/test_money.py
