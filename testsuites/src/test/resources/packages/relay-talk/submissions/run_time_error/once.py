task, number = input().split()
assert task == "ask"
print(2 * int(number))
