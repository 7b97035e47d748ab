import ast
import sys
import warnings

try:
    from pyflakes.checker import Checker
except ImportError:
    Checker = None

print("tool\tpython")
if Checker:
    print("tool\tpyflakes")
for path in sys.argv[1:]:
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError:
        continue
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as e:
            print("error\t%s: %r" % (path, e))
            print("unparsable\t" + path)
            continue
    for warning in caught:
        print("warning\t%s: %r" % (path, str(warning.message)))
    if Checker:
        try:
            messages = Checker(ast.parse(source), path).messages
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            # pyflakes gives up on nesting that the compiler still takes; other files go on.
            continue
        for message in messages:
            undefined = type(message).__name__.startswith("Undefined")
            print("%s\t%r" % ("error" if undefined else "warning", str(message)))
