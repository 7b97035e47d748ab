group, number = input().split()
print(number if number != "2" else 0)
