def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


n = int(input())
print(down(n if n < 50 else 10**6))
