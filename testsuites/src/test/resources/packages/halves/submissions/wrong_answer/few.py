group, number = input().split()
print(1)
