/* The warm interpreter's loop, loaded into it as a library that needs no other: takes an order, forks, waits, answers; and
 * what the fork does before it is a run. In Python this would touch, and so copy, some hundred pages for each run. */
#include "calls.h"

#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>

/* What the interpreter's own fork does around the C library's. */
struct calls {
  long (*fork)(void);
  void (*before)(void), (*in_parent)(void), (*in_child)(void);
};

/* The filter as the kernel takes it. */
struct program {
  unsigned short length;
  const void *code;
};

#define USUAL_SCRIPT "main.py"

enum { FDS = 8, FLAG_CLOEXEC = 0x40000000, AMBIENT_CLEAR_ALL = 4 };

void *memset(void *to, int value, size_t n) {
  for (size_t i = 0; i < n; i++) ((volatile char *)to)[i] = (char)value;
  return to;
}
void *memcpy(void *restrict to, const void *restrict from, size_t n) {
  for (size_t i = 0; i < n; i++) ((volatile char *)to)[i] = ((const char *)from)[i];
  return to;
}

static void leave(int status) {
  for (;;) sys(SYS_exit_group, status, 0, 0, 0);
}

/* prctl looks at all of its arguments. */
static long control_self(int option, unsigned long second, const void *third) {
  return sys6(SYS_prctl, option, (long)second, (long)third, 0, 0, 0);
}

/* Tells the run's init why there is no run, and ends. */
static void give_up(int channel, long error, const char *step) {
  static struct message m;
  m.kind = 'F';
  m.status = (int)-error;
  static const char prefix[] = "warm start: ";
  size_t n = 0;
  for (const char *at = prefix; *at; at++) m.text[n++] = *at;
  for (const char *at = step; *at && n < sizeof m.text - 1; at++) m.text[n++] = *at;
  sys(SYS_write, channel, (long)&m, sizeof m, 0);
  leave(127);
}

static void limit(int resource, uint64_t value) {
  struct rlimit old, new;
  if (sys(SYS_prlimit64, 0, resource, 0, (long)&old) < 0) return;
  new.rlim_cur = new.rlim_max = value < old.rlim_max ? value : old.rlim_max;
  sys(SYS_prlimit64, 0, resource, (long)&new, 0);
}

/* What walls_drop_powers and walls_limit do. */
static const char *drop_powers(int proc, const struct program *filter, const uint64_t *limits, long *error) {
  long fd = sys(SYS_openat, proc, (long)"self/oom_score_adj", 1 /* O_WRONLY */, 0);
  if (fd >= 0) {
    sys(SYS_write, fd, (long)"1000", 4, 0);
    sys(SYS_close, fd, 0, 0, 0);
  }
  limit(RLIMIT_NPROC, limits[0] + 1);
  limit(RLIMIT_FSIZE, limits[1]);
  limit(RLIMIT_NOFILE, limits[2]);
  limit(RLIMIT_STACK, limits[3]);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_MSGQUEUE, 0);
  control_self(PR_CAP_AMBIENT, AMBIENT_CLEAR_ALL, 0);
  for (unsigned long cap = 0; cap < 64; cap++)
    if (control_self(PR_CAPBSET_DROP, cap, 0) == -22 /* EINVAL: there are no more */) break;
  uint32_t header[2] = {0x20080522, 0}, none[6] = {0};
  if ((*error = sys(SYS_capset, (long)header, (long)none, 0, 0)) < 0) return "drop capabilities";
  if ((*error = control_self(PR_SET_NO_NEW_PRIVS, 1, 0)) < 0) return "no_new_privs";
  sys(SYS_umask, 022, 0, 0, 0);
  if ((*error = control_self(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter)) < 0) return "system-call filter";
  return 0;
}

/* In the fork: becomes the run. The descriptors are the init, the channel to it, and the run's own. */
static void become(const int *fds, size_t count, int proc, const struct program *filter, const uint64_t *limits) {
  long error;
  sys(SYS_setsid, 0, 0, 0, 0);
  if ((error = sys(SYS_setns, fds[0], CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWIPC, 0, 0)) < 0) give_up(fds[1], error, "setns");
  for (size_t i = 2; i < count; i++)
    if ((error = sys(SYS_dup3, fds[i], (long)i - 2, 0, 0)) < 0) give_up(fds[1], error, "dup");
  const char *step = drop_powers(proc, filter, limits, &error);
  if (step) give_up(fds[1], error, step);
  if ((error = sys(SYS_chdir, (long)BOX, 0, 0, 0)) < 0) give_up(fds[1], error, BOX);
  sys(SYS_close_range, (long)count - 2, ~0u, 0, 0);
}

static bool same(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  return *a == *b;
}

/* Whether the run's folder holds the usual script and nothing else, so nothing that comes before a loaded module. */
static bool only_script(void) {
  struct entry {
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
  };
  static char list[512] __attribute__((aligned(8)));
  long fd = sys(SYS_openat, -100 /* AT_FDCWD */, (long)".", 0200000 /* O_DIRECTORY, else refused by the read */, 0);
  if (fd < 0) return false;
  long n = sys(SYS_getdents64, fd, (long)list, sizeof list, 0), more = sys(SYS_getdents64, fd, (long)list + n, n < 0 ? 0 : (long)sizeof list - n, 0);
  sys(SYS_close, fd, 0, 0, 0);
  if (n <= 0 || more != 0) return false;
  for (long at = 0; at < n;) {
    const struct entry *e = (const struct entry *)(list + at);
    if (!same(e->name, ".") && !same(e->name, "..") && !same(e->name, USUAL_SCRIPT)) return false;
    at += e->length;
  }
  return true;
}

static long take_order(int channel, char *body, size_t size, int *fds, size_t *count) {
  char control[CMSG_SPACE(sizeof(int) * FDS)];
  struct iovec piece = {body, size};
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  long n = sys(SYS_recvmsg, channel, (long)&message, FLAG_CLOEXEC, 0);
  if (n <= 0) leave(0);
  struct cmsghdr *c = CMSG_FIRSTHDR(&message);
  *count = c ? (c->cmsg_len - CMSG_LEN(0)) / sizeof(int) : 0;
  if (*count < 5) leave(1);
  memcpy(fds, CMSG_DATA(c), *count * sizeof(int));
  return n;
}

static bool same_bytes(const char *a, const char *b, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (a[i] != b[i]) return false;
  return true;
}

/* The command and the environment of most runs, as an order has them. */
struct usual {
  const char *order;
  size_t length;
};

enum { USUAL = -1, WITH_OTHER_FILES = 1 << 30 };

/* Serves until the supervisor is gone. Returns in each fork, as the run: that it is the usual one, or the length of its
 * order, marked if there are more files than its script. */
SHOWN long serve(const struct calls *calls, int channel, int proc, const struct program *filter, char *body, size_t size, const struct usual *usual) {
  for (;;) {
    int fds[FDS];
    size_t count;
    long n = take_order(channel, body, size, fds, &count);
    struct warm_answer answer;
    memset(&answer, 0, sizeof answer);
    long pid = sys(SYS_setns, fds[0], CLONE_NEWPID, 0, 0);
    bool forked = pid >= 0;
    if (forked) {
      calls->before();
      pid = calls->fork();
      if (pid == 0) {
        calls->in_child();
        become(fds, count, proc, filter, (const uint64_t *)body);
        bool alone = only_script();
        const size_t head = 4 * sizeof(uint64_t);
        if (alone && (size_t)n - head == usual->length && same_bytes(body + head, usual->order, usual->length)) return USUAL;
        return n | (alone ? 0 : WITH_OTHER_FILES);
      }
      if (pid < 0) pid = -11; /* EAGAIN: the C library's errno is not to be seen from here */
    }
    for (size_t i = 0; i < count; i++) sys(SYS_close, fds[i], 0, 0, 0);
    if (pid < 0) {
      answer.error = (int32_t)-pid;
    } else {
      struct rusage used;
      while (sys(SYS_wait4, pid, (long)&answer.status, 0, (long)&used) == -4 /* EINTR */) {
      }
      answer.cpu_ns = ((uint64_t)used.ru_utime.tv_sec + (uint64_t)used.ru_stime.tv_sec) * 1000000000u +
                      ((uint64_t)used.ru_utime.tv_usec + (uint64_t)used.ru_stime.tv_usec) * 1000u;
      answer.peak = (uint64_t)used.ru_maxrss * 1024;
    }
    /* Only now that no fork shares its memory with this process, which would have to copy what it changes. */
    if (forked) calls->in_parent();
    sys(SYS_write, channel, (long)&answer, sizeof answer, 0);
  }
}
