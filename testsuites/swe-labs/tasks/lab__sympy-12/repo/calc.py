def add(a, b):
    return a - b


def triple(n):
    return n + n


def same(n):
    return n
