import second

print(second.VALUE)
