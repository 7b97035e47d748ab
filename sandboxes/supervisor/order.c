/* Orders to start a run, as datagrams with its descriptors: to the init of a room, and to the warm interpreter.
 *
 * Layout: 4 limits of 64 bits (processes, file size, open files, memory), the number of arguments in 32 bits, then the
 * arguments and the variables, each ended by a zero byte. */
#include "supervisor.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* Returns the bytes written, or 0 when there are more than fit. */
size_t order_write(const struct spec *s, char *body, size_t size) {
  uint64_t limits[4] = {s->processes, s->file_max, s->open_files, s->memory};
  uint32_t argc = 0;
  size_t n = sizeof limits + sizeof argc;
  memcpy(body, limits, sizeof limits);
  for (char **at = s->argv; *at; at++) argc++;
  memcpy(body + sizeof limits, &argc, sizeof argc);
  char **lists[] = {s->argv, s->env};
  for (int i = 0; i < 2; i++)
    for (char **at = lists[i]; *at; at++) {
      size_t length = strlen(*at) + 1;
      if (n + length > size) return 0;
      memcpy(body + n, *at, length);
      n += length;
    }
  return n;
}

static char **point_into(const char **at, const char *end, uint32_t most) {
  uint32_t count = 0;
  for (const char *p = *at; p < end && count < most; p += strlen(p) + 1) count++;
  char **list = calloc(count + 1, sizeof *list);
  if (!list) die("out of memory");
  for (uint32_t i = 0; i < count; i++) {
    list[i] = (char *)*at;
    *at += strlen(*at) + 1;
  }
  return list;
}

/* The inverse; the lists are the caller's to free, the strings stay in the body. */
void order_read(struct spec *s, const char *body, size_t n) {
  uint64_t limits[4];
  uint32_t argc;
  memcpy(limits, body, sizeof limits);
  memcpy(&argc, body + sizeof limits, sizeof argc);
  const char *at = body + sizeof limits + sizeof argc;
  *s = (struct spec){
      .processes = (uint32_t)limits[0], .file_max = limits[1], .open_files = (uint32_t)limits[2], .memory = limits[3], .stdin_fd = -1};
  s->argv = point_into(&at, body + n, argc);
  s->env = point_into(&at, body + n, ~0u);
}

bool send_with(int channel, const char *body, size_t n, const int *fds, size_t count) {
  char control[CMSG_SPACE(sizeof(int) * 8)] = {0};
  struct iovec piece = {(char *)body, n};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1, .msg_control = control, .msg_controllen = CMSG_SPACE(sizeof(int) * count)};
  struct cmsghdr *c = CMSG_FIRSTHDR(&message);
  c->cmsg_level = SOL_SOCKET;
  c->cmsg_type = SCM_RIGHTS;
  c->cmsg_len = CMSG_LEN(sizeof(int) * count);
  memcpy(CMSG_DATA(c), fds, sizeof(int) * count);
  return sendmsg(channel, &message, MSG_NOSIGNAL) == (ssize_t)n;
}
