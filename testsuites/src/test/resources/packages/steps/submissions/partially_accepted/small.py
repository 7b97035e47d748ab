n = int(input())
print(sum(range(n + 1)) if n < 5 else 0)
