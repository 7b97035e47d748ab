# @EXPECTED_SCORE@: 50
group, number = input().split()
print(number if group == "a" else 0)
