# Tests and candidate in one process, for tests that need the candidate's own objects. The key is read before the candidate
# is loaded; who holds it can say that the tests passed.
import sys


def _main():
    import ast
    import json
    import os

    key = os.read(0, 32).decode("ascii")
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    write = os.write
    leave = os._exit
    say = lambda word, count, rest="": write(3, ("%s %s %d %s\n" % (key, word, count, rest)).encode("utf-8", "replace"))
    with open("grader_task.json", encoding="utf-8") as f:
        task = json.load(f)
    os.unlink("grader_task.json")
    count = [0]

    def note():
        count[0] += 1

    class Counting(ast.NodeTransformer):
        def visit_Assert(self, node):
            called = ast.Expr(ast.Call(ast.Name("__note", ast.Load()), [], []))
            raised = ast.Raise(ast.Call(ast.Name("__AssertionError", ast.Load()), [], []))
            return [ast.copy_location(ast.If(ast.UnaryOp(ast.Not(), node.test), [raised], []), node), ast.copy_location(called, node)]

    class Failed(BaseException):
        pass

    tree = ast.parse(task["test_code"], "tests")
    asserts = sum(isinstance(node, ast.Assert) for node in ast.walk(tree))
    tree = Counting().visit(tree)
    ast.fix_missing_locations(tree)
    code = compile(tree, "tests", "exec")
    import types

    module = types.ModuleType("candidate")
    sys.modules["candidate"] = sys.modules["solution"] = module
    names = module.__dict__
    try:
        exec(compile(task["source"], "candidate.py", "exec"), names)
        names["__note"] = note
        names["__AssertionError"] = Failed
        exec(code, names)
        if task["check"]:
            names["check"](eval(task["check"], names))
        if asserts == 0:
            note()  # Such tests raise by themselves where something is wrong.
        say("passed", count[0])
    except Failed:
        say("failed", count[0])
    except AssertionError:
        say("failed", count[0])
    except Exception as e:
        say("raised", count[0], "%s: %s" % (type(e).__name__, str(e)[:300].replace("\n", " ")))
    leave(0)


_main()
