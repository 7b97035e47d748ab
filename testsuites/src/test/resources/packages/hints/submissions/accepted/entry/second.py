if __name__ == "__main__":
    raise SystemExit("not the entry point")
VALUE = int(input())
