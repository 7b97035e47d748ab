/* The warm interpreter: a process that waits inside the walls with its modules loaded and forks one child a run. */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

__asm__(".section .rodata\n.global warm_script\nwarm_script:\n.incbin \"warm.py\"\n.byte 0\n.previous\n");
extern const char warm_script[];
/* warm/serve.c as the library that the script loads. */
__asm__(".section .rodata\n.global warm_library, warm_library_end\nwarm_library:\n.incbin \"serve.so\"\nwarm_library_end:\n.previous\n");
extern const char warm_library[], warm_library_end[];

enum { CHANNEL = 10, PROC = 11, FILTER = 12, LIBRARY = 13, START_MS = 10000 };

/* Two, since the runs of a pair are on at the same time; the second is started when a pair first asks for it. */
static struct interpreter {
  char *program;
  pid_t pid;
  int channel;
  bool failed;
} interpreters[2] = {{.channel = -1}, {.channel = -1}};

pid_t warm_pid(int which) { return interpreters[which].channel >= 0 ? interpreters[which].pid : 0; }
int warm_channel(int which) { return interpreters[which].channel; }

/* Keeps the powers that joining a run's namespaces takes across the start of the interpreter. */
static void keep_powers(void) {
  static const int kept[] = {CAP_SYS_ADMIN, CAP_SYS_CHROOT, CAP_SYS_PTRACE, CAP_SETPCAP};
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2] = {{0}};
  syscall(SYS_capget, &header, data);
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) data[0].inheritable |= 1u << kept[i];
  syscall(SYS_capset, &header, data);
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, kept[i], 0, 0);
}

static void become_interpreter(const struct spec *s, int channel) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_DFL);
  int filter = filter_file(), proc = open("/proc", O_PATH | O_DIRECTORY);
  int in = new_memory_file("stdin"), pipes[2];
  int library = new_memory_file("library");
  if (filter < 0 || proc < 0 || pipe(pipes)) _exit(1);
  write_all(library, warm_library, (size_t)(warm_library_end - warm_library));
  int lifted[] = {channel, proc, filter, library};
  for (int i = 0; i < 4; i++) lifted[i] = fcntl(lifted[i], F_DUPFD, 100);
  int out = fcntl(pipes[1], F_DUPFD, 100);
  in = fcntl(in, F_DUPFD, 100);
  dup2(in, 0);
  dup2(out, 1);
  dup2(out, 2);
  for (int i = 0; i < 4; i++) dup2(lifted[i], CHANNEL + i);
  syscall(SYS_close_range, 3u, (unsigned)CHANNEL - 1, 0);
  syscall(SYS_close_range, (unsigned)LIBRARY + 1, ~0u, 0);
  struct rlimit stack;
  getrlimit(RLIMIT_STACK, &stack);
  if (stack.rlim_max == RLIM_INFINITY || stack.rlim_max > (1u << 30)) stack.rlim_cur = 1u << 30;
  setrlimit(RLIMIT_STACK, &stack);
  keep_powers();
  char *argv[] = {s->argv[0], "-c", (char *)warm_script, NULL};
  size_t count = 0;
  while (s->env[count]) count++;
  char *env[count + 2];
  memcpy(env, s->env, count * sizeof *env);
  env[count] = "LD_BIND_NOW=1";
  env[count + 1] = NULL;
  exec_on_path(s->argv[0], argv, env);
  _exit(127);
}

static void stop(struct interpreter *warm) {
  room_drop_spare();
  if (warm->channel >= 0) close(warm->channel);
  warm->channel = -1;
  if (warm->pid > 0) {
    kill(warm->pid, SIGKILL);
    waitpid(warm->pid, NULL, 0);
  }
  warm->pid = 0;
}

static bool start(struct interpreter *warm, const struct spec *s) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair)) return false;
  warm->pid = fork();
  if (warm->pid == 0) become_interpreter(s, pair[1]);
  close(pair[1]);
  warm->channel = pair[0];
  struct pollfd p = {pair[0], POLLIN, 0};
  char ready[8];
  if (warm->pid < 0 || poll(&p, 1, START_MS) <= 0 || recv(pair[0], ready, sizeof ready, 0) != 5) {
    stop(warm);
    return false;
  }
  return true;
}

/* Variables that change how the interpreter itself starts, which a warm one has behind it. */
static bool changes_interpreter(const struct spec *s) {
  for (char **e = s->env; *e; e++) {
    if (strncmp(*e, "PYTHON", 6) && strncmp(*e, "LC_", 3) && strncmp(*e, "LANG", 4) && strncmp(*e, "LD_", 3)) continue;
    static const char *const same[] = {"PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1", "PYTHONNOUSERSITE=1", "LANG=C.UTF-8"};
    bool known = false;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) known |= strcmp(*e, same[i]) == 0;
    if (!known) return true;
  }
  return false;
}

/* Whether this run can be forked from a warm interpreter, which is started when there is none. */
bool warm_serves(int which, const struct spec *s) {
  struct interpreter *warm = &interpreters[which];
  if (strcmp(s->warm, "python") || !walls.namespaces || !walls.fresh_proc || (s->flags & RUN_KEEPS)) return false;
  if (!s->argv[1] || s->argv[1][0] == '-' || s->argv[1][0] == '/' || changes_interpreter(s)) return false;
  if (warm->program && strcmp(warm->program, s->argv[0]) == 0) {
    if (warm->channel >= 0) return true;
    if (warm->failed) return false;
  } else {
    stop(warm);
    free(warm->program);
    warm->program = strdup(s->argv[0]);
    if (!warm->program) die("out of memory");
  }
  room_drop_spare();
  warm->failed = !start(warm, s);
  return !warm->failed;
}

/* Sent by the run's init, when its file systems are there. */
bool warm_request(int which, const struct spec *s, const int *fds, size_t count) {
  static char body[ORDER_MAX];
  size_t n = order_write(s, body, sizeof body);
  return n && send_with(interpreters[which].channel, body, n, fds, count);
}

/* What the interpreter says of the child that it forked. False when the interpreter is gone. */
bool warm_report(int which, struct warm_answer *answer) {
  struct interpreter *warm = &interpreters[which];
  ssize_t n = recv(warm->channel, answer, sizeof *answer, 0);
  if (n == (ssize_t)sizeof *answer) return true;
  stop(warm);
  return false;
}

/* Told by the reaper; whether it was one of them. */
bool warm_gone(pid_t pid) {
  for (int which = 0; which < 2; which++)
    if (pid == warm_pid(which)) {
      interpreters[which].pid = 0;
      stop(&interpreters[which]);
      return true;
    }
  return false;
}
