# about: O5 bytes that are no text
# expect: EXITED 0
# stdout: \0\xff\xfe\xed\xa0\x80\n
import sys
sys.stdout.buffer.write(b"\0\xff\xfe\xed\xa0\x80\n")
