// Stands before the candidate: reads the request before any constructor of the candidate runs. SALT is random for each run.
#include <bits/stdc++.h>
#include <fcntl.h>
#include <unistd.h>

namespace gr_SALT {
static char *request;
static size_t request_size;

static void start() {
  size_t room = 1 << 16;
  request = (char *)malloc(room);
  for (;;) {
    if (request_size == room) request = (char *)realloc(request, room *= 2);
    long n = read(0, request + request_size, room - request_size);
    if (n <= 0) break;
    request_size += n;
  }
  close(0);
  open("/dev/null", O_RDONLY);
}
__attribute__((section(".preinit_array"), used)) static void (*first)() = start;
}  // namespace gr_SALT
#define main gr_SALT_other_main
