import helper

open("note.txt").read()
print(helper.read())
