/* Whether the kernel killed processes for want of memory: a run that ends by SIGKILL then is no candidate's failure. */
#include "supervisor.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t seen;

static uint64_t count(void) {
  static char text[16384];
  int fd = openat(proc_fd, "vmstat", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  size_t length = 0;
  ssize_t n;
  while (length < sizeof text - 1 && (n = read(fd, text + length, sizeof text - 1 - length)) > 0) length += (size_t)n;
  close(fd);
  text[length] = 0;
  const char *line = strstr(text, "\noom_kill ");
  return line ? strtoull(line + 10, NULL, 10) : 0;
}

/* True once for any kills since the last call. The count is the whole machine's, so true is a doubt and no proof. */
bool oom_since(void) {
  uint64_t now = count();
  bool more = now > seen;
  seen = now;
  return more;
}
