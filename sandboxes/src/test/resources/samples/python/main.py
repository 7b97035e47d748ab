import numpy
from sortedcontainers import SortedList

a, b = map(int, input().split())
print(int(numpy.sum(SortedList([a, b]))))
