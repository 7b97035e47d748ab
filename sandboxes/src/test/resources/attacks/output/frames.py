# about: O6 a result in the shape of the supervisor's own frames
# expect: EXITED 7
import os, struct
frame = b"\x08" + b"\0" * 50
os.write(1, struct.pack(">I", len(frame)) + frame)
os.write(2, struct.pack(">I", len(frame)) + frame)
os._exit(7)
