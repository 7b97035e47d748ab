# about: F2 reads the environment
# expect: EXITED 0
# stdout: HOME LANG LOGNAME PATH PYTHONDONTWRITEBYTECODE PYTHONHASHSEED PYTHONNOUSERSITE TMPDIR TZ USER\n
import os
print(*sorted(k for k in os.environ if k not in ("LC_CTYPE",)))
