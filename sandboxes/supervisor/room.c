/* The room of a run: its namespaces and the init that keeps them. A run that left no trace leaves its room to the next
 * run of the same candidate; making a room costs more than a short run does. */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The spare room: clean, its init waiting for an order. */
static struct room spare;
static bool has_spare;

static void tell(int channel, char kind, int error, const char *what) {
  struct message m = {.kind = kind, .status = error};
  snprintf(m.text, sizeof m.text, "%s: %s", what, strerror(error));
  while (send(channel, &m, sizeof m, MSG_NOSIGNAL) < 0 && errno == EINTR) {
  }
}

/* Replaces this process by a program, found on the PATH that it will have. */
void exec_on_path(const char *name, char *const *argv, char *const *env) {
  if (strchr(name, '/')) {
    execve(name, argv, env);
    return;
  }
  const char *path = "";
  for (char *const *e = env; *e; e++)
    if (strncmp(*e, "PATH=", 5) == 0) path = *e + 5;
  int error = ENOENT;
  while (*path) {
    const char *colon = strchrnul(path, ':');
    char full[4096];
    if (snprintf(full, sizeof full, "%.*s/%s", (int)(colon - path), path, name) < (int)sizeof full) {
      execve(full, argv, env);
      if (errno != ENOENT && errno != ENOTDIR) error = errno;
    }
    path = *colon ? colon + 1 : colon;
  }
  errno = error;
}

/* Runs in the init's memory (vfork): touches nothing that the init needs afterwards. */
static __attribute__((noinline)) void first_process(const struct spec *s, struct ends e, int channel) {
  setsid();
  /* Sources may be numbered 0 to 3 themselves: lift them all before placing them. */
  int from[4] = {e.in, e.out, e.err, e.rep};
  for (int i = 0; i < 4; i++)
    if (from[i] >= 0) from[i] = fcntl(from[i], F_DUPFD_CLOEXEC, 16);
  channel = fcntl(channel, F_DUPFD_CLOEXEC, 16);
  for (int i = 0; i < 4; i++)
    if (from[i] >= 0) dup2(from[i], i);
  unsigned first = e.rep >= 0 ? 4 : 3;
  if (channel > (int)first) syscall(SYS_close_range, first, (unsigned)channel - 1, 0);
  syscall(SYS_close_range, (unsigned)channel + 1, ~0u, 0);
  if (chdir(BOX)) {
    tell(channel, 'F', errno, BOX);
    _exit(127);
  }
  sigset_t none;
  sigemptyset(&none);
  for (int signal_number = 1; signal_number < NSIG; signal_number++) signal(signal_number, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  const char *step = walls_limit(s);
  if (step) {
    tell(channel, 'F', errno, step);
    _exit(127);
  }
  exec_on_path(s->argv[0], s->argv, s->env);
  tell(channel, 'E', errno, s->argv[0]);
  _exit(127);
}

static void kill_all(void) {
  while (kill(-1, SIGKILL) < 0 && errno == EINTR) {
  }
}

static int by_number(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

/* Closes the supervisor's ends of all pipes: a writer must learn that its reader is gone. */
static void keep_only_needed(const struct spec *s, struct ends e, int channel) {
  int kept[64] = {2, e.in, e.out, e.err, e.rep, channel, proc_fd, box_fd, warm_channel(0), warm_channel(1)};
  size_t n = 10;
  for (struct run_file *f = s->files; f; f = f->next) {
    if (n == sizeof kept / sizeof *kept) return;
    kept[n++] = f->fd;
  }
  qsort(kept, n, sizeof *kept, by_number);
  for (size_t i = 0; i < n; i++) {
    unsigned from = (unsigned)(kept[i] + 1), to = i + 1 < n ? (unsigned)kept[i + 1] - 1 : ~0u;
    if (kept[i] >= 2 && from <= to) syscall(SYS_close_range, from, to, 0);
  }
}

static void close_ends(struct ends e) {
  int all[] = {e.in, e.out, e.err, e.rep};
  for (int i = 0; i < 4; i++)
    if (all[i] >= 0) close(all[i]);
}

static uint64_t nanoseconds(const struct rusage *used) {
  return ((uint64_t)used->ru_utime.tv_sec + (uint64_t)used->ru_stime.tv_sec) * 1000000000u +
         ((uint64_t)used->ru_utime.tv_usec + (uint64_t)used->ru_stime.tv_usec) * 1000u;
}

/* Takes back one ended process of the run; 0 when there is none for now, -1 when none is left. */
static pid_t take_back(int flags, pid_t first, struct message *m) {
  int status;
  struct rusage used;
  pid_t pid = wait4(-1, &status, flags, &used);
  if (pid < 0) return errno == ECHILD ? -1 : 0;
  if (pid == 0) return 0;
  m->cpu_ns += nanoseconds(&used);
  uint64_t peak = (uint64_t)used.ru_maxrss * 1024;
  if (peak > m->peak) m->peak = peak;
  if (pid == first) m->status = status;
  return pid;
}

/* In a function of its own: what lives across a vfork is the child's to overwrite. */
static __attribute__((noinline)) pid_t start_first(const struct spec *s, struct ends e, int channel) {
  pid_t first = vfork();
  if (first == 0) first_process(s, e, channel);
  return first;
}

/* Has the run's first process started; its number in *first, or 0 when it is the warm interpreter's child. */
static bool start(const struct spec *s, struct ends e, int channel, int warm, pid_t *first) {
  *first = 0;
  if (warm == NOT_WARM) {
    *first = start_first(s, e, channel);
    if (*first < 0) tell(channel, 'F', errno, "fork");
    return *first > 0;
  }
  int self = (int)syscall(SYS_pidfd_open, getpid(), 0);
  int fds[] = {self, channel, e.in, e.out, e.err, e.rep};
  bool asked = self >= 0 && warm_request(warm, s, fds, e.rep >= 0 ? 6 : 5);
  if (!asked) tell(channel, 'F', errno, "warm start");
  close(self);
  return asked;
}

/* One run, from its first process to the end of its last. False when the supervisor is gone. */
static bool run_one(const struct spec *s, struct ends e, int channel, int children, int warm) {
  pid_t first;
  bool over = !start(s, e, channel, warm, &first), there = true;
  close_ends(e);
  struct message m = {.kind = 'D'};
  struct pollfd fds[2] = {{children, POLLIN, 0}, {channel, POLLIN, 0}};
  int patience = -1;
  while (!over) {
    if (poll(fds, 2, patience) < 0) continue;
    if (fds[1].revents) {
      char order = 0;
      there = recv(channel, &order, 1, 0) == 1;
      if (!there || order == ORDER_OVER || warm == NOT_WARM) break;
      /* The interpreter may only now fork the child that is to be killed: until it says that it is over, again. */
      patience = 10;
    }
    if (patience >= 0) kill_all();
    struct signalfd_siginfo info;
    while (read(children, &info, sizeof info) > 0) {
    }
    for (pid_t pid; (pid = take_back(WNOHANG, first, &m)) > 0;) over |= pid == first;
  }
  kill_all();
  while (take_back(__WALL, first, &m) >= 0) {
  }
  struct rusage own, reaped;
  getrusage(RUSAGE_SELF, &own);
  getrusage(RUSAGE_CHILDREN, &reaped);
  m.spent_ns = nanoseconds(&own) + nanoseconds(&reaped);
  m.clean = walls_clean();
  while (there && send(channel, &m, sizeof m, MSG_NOSIGNAL) < 0 && errno == EINTR) {
  }
  return there;
}

/* Reads the order for a further run into the spec. False when the room is given up. */
static bool take_order(int channel, struct spec *s, struct ends *e, int *warm) {
  static char body[ORDER_MAX];
  char control[CMSG_SPACE(sizeof(int) * 8)] = {0};
  struct iovec piece = {body, sizeof body};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  ssize_t n = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
  struct cmsghdr *c = n > 1 ? CMSG_FIRSTHDR(&message) : NULL;
  if (!c || c->cmsg_type != SCM_RIGHTS) return false;
  int fds[4] = {-1, -1, -1, -1};
  memcpy(fds, CMSG_DATA(c), c->cmsg_len - CMSG_LEN(0));
  *e = (struct ends){fds[0], fds[1], fds[2], fds[3]};
  *warm = body[0] == 'W' ? 0 : NOT_WARM;
  order_read(s, body + 1, (size_t)n - 1);
  return true;
}

static void room_main(const struct spec *first, struct ends e, int channel, int warm) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  keep_only_needed(first, e, channel);
  if (!walls.namespaces) prctl(PR_SET_CHILD_SUBREAPER, 1);
  sigset_t chld;
  sigemptyset(&chld);
  sigaddset(&chld, SIGCHLD);
  sigprocmask(SIG_BLOCK, &chld, NULL);
  int children = signalfd(-1, &chld, SFD_CLOEXEC | SFD_NONBLOCK);
  const char *step = children < 0 ? "signalfd" : walls_of_run(first);
  if (!step) step = walls_drop_powers();
  if (step) {
    tell(channel, 'F', errno, step);
    _exit(1);
  }
  if (!run_one(first, e, channel, children, warm)) _exit(0);
  struct spec s;
  while (take_order(channel, &s, &e, &warm)) {
    if (!run_one(&s, e, channel, children, warm)) _exit(0);
    free(s.argv);
    free(s.env);
  }
  _exit(0);
}

static bool order(const struct spec *s, struct ends e, int warm) {
  static char body[ORDER_MAX];
  body[0] = warm == NOT_WARM ? 'R' : 'W';
  size_t n = order_write(s, body + 1, sizeof body - 1);
  int fds[] = {e.in, e.out, e.err, e.rep};
  return n && send_with(spare.channel, body, n + 1, fds, e.rep >= 0 ? 4 : 3);
}

/* Whether a run finds in the room that another left what it would find in a new one. */
static bool shares(const struct spec *s) { return walls.namespaces && !(s->flags & (RUN_KEEPS | RUN_PAIRED)) && !s->files; }

/* Starts the run in the spare room or in a new one. False when there is none to be had. */
bool room_enter(struct room *room, const struct spec *s, struct ends e, int warm) {
  if (has_spare && shares(s) && s->tmp_max == spare.tmp_max && order(s, e, warm)) {
    *room = spare;
    has_spare = false;
    return true;
  }
  room_drop_spare();
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) return false;
  *room = (struct room){.channel = pair[0], .tmp_max = s->tmp_max, .shared = shares(s)};
  room->init = walls_clone();
  if (room->init == 0) room_main(s, e, pair[1], warm);
  int error = errno;
  close(pair[1]);
  if (room->init > 0) {
    inits++;
    return true;
  }
  close(pair[0]);
  room->channel = -1;
  errno = error;
  return false;
}

/* Has the init end what is running: ORDER_KILL at a limit, ORDER_OVER when the warm interpreter's child is gone. */
void room_order(struct room *room, char order) { send(room->channel, &order, 1, MSG_NOSIGNAL); }

/* Gives the room up, or keeps it for the next run when this one left it clean. */
void room_leave(struct room *room, bool clean) {
  if (clean && room->shared && !has_spare) {
    spare = *room;
    has_spare = true;
  } else if (room->channel >= 0) {
    close(room->channel);
  }
  room->channel = -1;
}

/* What a spare room shows of the box, and the interpreter that it knows, would be out of date. */
void room_drop_spare(void) {
  if (has_spare) close(spare.channel);
  has_spare = false;
}

unsigned inits;

/* Takes back one ended child. */
bool reap_one(bool wait) {
  int status;
  pid_t pid = waitpid(-1, &status, wait ? 0 : WNOHANG);
  if (pid < 0 && errno == EINTR) return true;
  if (pid <= 0) return false;
  if (!warm_gone(pid) && inits) inits--;
  return true;
}
