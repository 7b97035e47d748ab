task, number = input().split()
print(2 * int(number) if task == "ask" else number)
