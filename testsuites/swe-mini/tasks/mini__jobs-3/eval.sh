#!/bin/bash
set -uxo pipefail
cd /testbed
git checkout HEAD tests/test_jobs.py
git apply -v - <<'EOF_test_patch'
diff --git a/tests/test_jobs.py b/tests/test_jobs.py
index 5e7f564..ff8299b 100644
--- a/tests/test_jobs.py
+++ b/tests/test_jobs.py
@@ -15,6 +15,18 @@ def test_needs_come_first():
     assert order({"test": ["build"], "build": []}) == ["build", "test"]
 
 
+def test_circle():
+    with pytest.raises(ValueError, match="a circle: a -> b -> a"):
+        order({"a": ["b"], "b": ["a"]})
+
+
+def test_command_names_the_circle(tmp_path):
+    file = tmp_path / "jobs.json"
+    file.write_text(json.dumps({"a": ["a"]}))
+    done = subprocess.run([sys.executable, "-m", "jobs", str(file)], capture_output=True, text=True)
+    assert (done.returncode, done.stderr) == (1, "a circle: a -> a\n")
+
+
 def test_command(tmp_path):
     file = tmp_path / "jobs.json"
     file.write_text(json.dumps({"b": ["a"], "a": []}))
EOF_test_patch
export PYTHONPATH=/testbed/src
: '>>>>> Start Test Output'
python3 -m pytest -rA -vv tests/test_jobs.py
: '>>>>> End Test Output'
git checkout HEAD tests/test_jobs.py
