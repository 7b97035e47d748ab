task, word = input().split()
while task == "decode":
    pass
print("a")
