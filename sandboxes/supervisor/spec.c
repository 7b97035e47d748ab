/* What to run, as the host described it. */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int new_memory_file(const char *name) {
  int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0) die("memfd_create: %s", strerror(errno));
  return fd;
}

void write_all(int fd, const void *bytes, size_t n) {
  const uint8_t *at = bytes;
  while (n > 0) {
    ssize_t done = write(fd, at, n);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) die("no memory for the input of a run: %s", strerror(errno));
    at += done;
    n -= (size_t)done;
  }
}

static void *allocate(size_t n) {
  void *p = calloc(1, n);
  if (!p) die("out of memory");
  return p;
}

struct spec *spec_new(void) {
  struct spec *s = allocate(sizeof *s);
  s->stdin_fd = -1;
  return s;
}

static void free_strings(char **list) {
  for (char **at = list; at && *at; at++) free(*at);
  free(list);
}

void spec_free(struct spec *s) {
  if (s->stdin_fd >= 0) close(s->stdin_fd);
  while (s->files) {
    struct run_file *f = s->files;
    s->files = f->next;
    close(f->fd);
    free(f->path);
    free(f);
  }
  free(s->warm);
  free_strings(s->argv);
  free_strings(s->env);
  free(s);
}

static bool sets(char **env, size_t count, const char *entry) {
  size_t name = (size_t)(strchrnul(entry, '=') - entry) + 1;
  for (size_t i = 0; i < count; i++)
    if (strncmp(env[i], entry, name) == 0) return true;
  return false;
}

/* Runs begin with this and nothing of the environment that the supervisor was started in, but its PATH. */
static const char *const FIXED[] = {
    "HOME=" TMP, "TMPDIR=" TMP, "USER=runner", "LOGNAME=runner", "LANG=C.UTF-8", "TZ=UTC", "PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1",
    "PYTHONNOUSERSITE=1",
};
enum { FIXED_COUNT = sizeof FIXED / sizeof *FIXED };

static char *copy_string(const char *text) {
  char *copy = strdup(text);
  if (!copy) die("out of memory");
  return copy;
}

void spec_parse(struct spec *s, struct reader *r, const char *path) {
  s->flags = read_u8(r);
  s->cpu_ns = read_u64(r);
  s->wall_ns = read_u64(r);
  s->memory = read_u64(r);
  s->stdout_max = read_u64(r);
  s->stderr_max = read_u64(r);
  s->file_max = read_u64(r);
  s->tmp_max = read_u64(r);
  s->processes = read_u32(r);
  s->open_files = read_u32(r);
  s->warm = read_string(r);
  uint32_t argc = read_u32(r);
  if (argc == 0 || argc > FRAME_MAX / 4) die("malformed frame: %u arguments", argc);
  s->argv = allocate((argc + 1) * sizeof *s->argv);
  for (uint32_t i = 0; i < argc; i++) s->argv[i] = read_string(r);
  uint32_t given = read_u32(r);
  if (given > FRAME_MAX / 4) die("malformed frame: %u variables", given);
  s->env = allocate((given + FIXED_COUNT + 2) * sizeof *s->env);
  size_t n = 0;
  for (uint32_t i = 0; i < given; i++) s->env[n++] = read_string(r);
  for (size_t i = 0; i < FIXED_COUNT; i++)
    if (!sets(s->env, given, FIXED[i])) s->env[n++] = copy_string(FIXED[i]);
  if (!sets(s->env, given, "PATH=")) s->env[n++] = copy_string(path);
}
