# about: O1 writes without end
# expect: OUTPUT_LIMIT
# limits: cpu=20000 wall=40000
while True:
    print("y" * 1000)
