# about: T8 tries to raise its own limits
# expect: CPU_LIMIT
import resource
for r in range(16):
    try:
        resource.setrlimit(r, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except Exception:
        pass
while True:
    pass
