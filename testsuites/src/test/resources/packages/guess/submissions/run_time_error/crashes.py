print(1, flush=True)
raise ValueError(input())
