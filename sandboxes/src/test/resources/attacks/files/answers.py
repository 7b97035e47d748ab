# about: F1 looks for expected outputs
# expect: EXITED 0
# stdout: none\n
# limits: cpu=20000 wall=60000
import os
hits = []
for top in ("/box", "/tmp", "/home", "/root", "/work", "/srv", "/mnt", "/data", "/var", "/run"):
    for folder, folders, files in os.walk(top):
        hits += [f for f in files if f.endswith((".out", ".ans", ".expected")) or "correct_output" in f or "test_cases" in f]
print(hits or "none")
