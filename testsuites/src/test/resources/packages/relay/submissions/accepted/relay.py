task, word = input().split()
if task == "encode":
    print("".join(chr(ord("a") + int(c)) for c in word))
else:
    print("".join(str(ord(c) - ord("a")) for c in word))
