# Finds the hard numbers only, which count for nothing without the easy ones.
for guess in [500, 700, 12]:
    print(guess, flush=True)
    if input() == "right":
        break
