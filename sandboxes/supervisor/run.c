/* One run, as the supervisor sees it: its pipes, its limits, its end. */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Killing takes microseconds, unless the machine itself stands still. */
static const uint64_t KILL_NS = 20000000000u;

uint64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void make_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC)) die("pipe: %s", strerror(errno));
}

static int sealed_stdin(struct spec *s) {
  if (s->stdin_fd < 0) return open("/dev/null", O_RDONLY | O_CLOEXEC);
  fcntl(s->stdin_fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
  lseek(s->stdin_fd, 0, SEEK_SET);
  int fd = s->stdin_fd;
  s->stdin_fd = -1;
  return fd;
}

static uint8_t *buffer(void) {
  uint8_t *b = malloc(CHUNK);
  if (!b) die("out of memory");
  return b;
}

/* With a partner, standard input is what the partner writes; else it is what the host sent. */
void run_start(struct run *r, struct spec *s, uint8_t which, struct run *partner) {
  uint8_t *out_buf = r->out_buf, *rep_buf = r->rep_buf;
  memset(r, 0, sizeof *r);
  r->active = true;
  r->spec = s;
  r->which = which;
  r->in = -1;
  r->out_buf = out_buf ? out_buf : buffer();
  r->rep_buf = rep_buf;
  r->err_buf = NULL;
  int out[2], err[2], rep[2] = {-1, -1};
  make_pipe(out);
  make_pipe(err);
  if (s->flags & RUN_REPORTS) {
    make_pipe(rep);
    if (!r->rep_buf) r->rep_buf = buffer();
  }
  int in[2] = {-1, -1};
  if (partner) {
    make_pipe(in);
    fcntl(in[1], F_SETFL, O_NONBLOCK);
    r->in = in[1];
    r->partner = partner;
    if (!(r->feed = malloc(2 * CHUNK))) die("out of memory");
  } else {
    in[0] = sealed_stdin(s);
  }
  if (s->flags & RUN_KEEPS) room_drop_spare();
  struct ends e = {in[0], out[1], err[1], rep[1]};
  r->warm = warm_serves(which, s);
  r->started = now_ns();
  r->deadline = r->started + s->wall_ns;
  if (!room_enter(&r->room, s, e, r->warm ? which : NOT_WARM)) {
    r->faulted = r->finished = r->init_over = true;
    snprintf(r->detail, sizeof r->detail, "cannot start a run: %s", strerror(errno));
  }
  close(e.in);
  close(out[1]);
  close(err[1]);
  if (rep[1] >= 0) close(rep[1]);
  r->out = out[0];
  r->err = err[0];
  r->rep = rep[0];
  fcntl(r->out, F_SETFL, O_NONBLOCK);
  fcntl(r->err, F_SETFL, O_NONBLOCK);
  if (r->rep >= 0) fcntl(r->rep, F_SETFL, O_NONBLOCK);
}

static void finish(struct run *r) {
  r->finished = true;
  r->finished_at = now_ns();
}

/* Has the init end the run; if it does not within a while, it is killed itself. */
void run_kill(struct run *r, enum ending why) {
  if (r->killed || r->finished) return;
  r->killed = true;
  r->killed_for = why;
  r->kill_deadline = now_ns() + KILL_NS;
  room_order(&r->room, ORDER_KILL);
}

/* The warm interpreter's child is over: so is the run, and its init is told so. */
void run_collect_warm(struct run *r) {
  struct warm_answer a;
  r->warm_over = true;
  if (!warm_report(r->which, &a)) {
    r->faulted = true;
    snprintf(r->detail, sizeof r->detail, "the warm interpreter is gone");
  } else if (a.error && !r->killed) {
    r->faulted = true;
    snprintf(r->detail, sizeof r->detail, "warm start: %s", strerror(a.error));
  } else {
    r->status = a.status;
    r->cpu_ns += a.cpu_ns;
    if (a.peak > r->peak) r->peak = a.peak;
  }
  if (r->init_over) finish(r);
  else room_order(&r->room, ORDER_OVER);
}

/* Reads what the init has to say. */
void run_collect(struct run *r) {
  struct message m;
  ssize_t n = recv(r->room.channel, &m, sizeof m, 0);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n != (ssize_t)sizeof m) {
    finish(r);
    if (!r->faulted && !r->start_failed) {
      r->faulted = true;
      snprintf(r->detail, sizeof r->detail, "the init of a run is gone");
    }
    return;
  }
  switch (m.kind) {
    case 'D':
      r->init_over = true;
      if (!r->warm) r->status = m.status;
      r->cpu_ns += m.cpu_ns;
      r->clean = m.clean && !r->killed && !r->faulted;
      r->room.spent_ns = m.spent_ns;
      if (!r->warm || r->warm_over || r->faulted) finish(r);
      if (r->seen_cpu_ns > r->cpu_ns) r->cpu_ns = r->seen_cpu_ns;
      if (m.peak > r->peak) r->peak = m.peak;
      break;
    case 'E':
      r->start_failed = true;
      memcpy(r->detail, m.text, sizeof m.text);
      break;
    default:
      r->faulted = true;
      memcpy(r->detail, m.text, sizeof m.text);
  }
}

static void close_input(struct run *r) {
  if (r->in >= 0) close(r->in);
  r->in = -1;
  r->feed_len = 0;
}

static void leaves(struct run *r) {
  if (r->partner && !r->partner->left_first) r->left_first = true;
}

/* A reader that is gone is told to the writer as a pipe would tell it. */
void run_refuse(struct run *r) {
  leaves(r);
  close_input(r);
  if (r->partner->out >= 0) close(r->partner->out);
  r->partner->out = -1;
}

/* Passes on what the partner wrote. */
void run_feed(struct run *r) {
  while (r->in >= 0 && r->feed_len > 0) {
    ssize_t n = write(r->in, r->feed, r->feed_len);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) {
      run_refuse(r);
      return;
    }
    memmove(r->feed, r->feed + n, r->feed_len - (size_t)n);
    r->feed_len -= (size_t)n;
  }
  if (r->feed_closed) close_input(r);
}

static void take_output(struct run *r, const uint8_t *bytes, size_t n) {
  if (r->partner && r->partner->in >= 0) {
    memcpy(r->partner->feed + r->partner->feed_len, bytes, n);
    r->partner->feed_len += n;
    run_feed(r->partner);
  }
  uint64_t room = r->spec->stdout_max - (r->out_total < r->spec->stdout_max ? r->out_total : r->spec->stdout_max);
  r->out_total += n;
  size_t kept = n < room ? n : (size_t)room;
  while (kept > 0) {
    size_t part = CHUNK - r->out_len;
    if (part > kept) part = kept;
    memcpy(r->out_buf + r->out_len, bytes, part);
    r->out_len += part;
    bytes += part;
    kept -= part;
    if (r->out_len == CHUNK) {
      send_chunk(OUT_STDOUT, r->which, r->out_buf, r->out_len);
      r->out_len = 0;
    }
  }
  if (r->out_total > r->spec->stdout_max) run_kill(r, ENDING_OUTPUT);
}

static void take_report(struct run *r, const uint8_t *bytes, size_t n) {
  r->rep_total += n;
  if (r->rep_total > r->spec->stdout_max) {
    run_kill(r, ENDING_OUTPUT);
    return;
  }
  while (n > 0) {
    size_t part = CHUNK - r->rep_len < n ? CHUNK - r->rep_len : n;
    memcpy(r->rep_buf + r->rep_len, bytes, part);
    r->rep_len += part;
    bytes += part;
    n -= part;
    if (r->rep_len == CHUNK) {
      send_chunk(OUT_REPORT, r->which, r->rep_buf, r->rep_len);
      r->rep_len = 0;
    }
  }
}

static void take_error(struct run *r, const uint8_t *bytes, size_t n) {
  uint64_t most = r->spec->stderr_max < (FRAME_MAX / 2) ? r->spec->stderr_max : FRAME_MAX / 2;
  r->err_total += n;
  if (!r->err_buf && !(r->err_buf = malloc((size_t)most))) die("out of memory");
  size_t kept = most - r->err_len < n ? (size_t)(most - r->err_len) : n;
  memcpy(r->err_buf + r->err_len, bytes, kept);
  r->err_len += kept;
}

/* Reads once from one of the run's pipes; false when there is nothing more for now. */
bool run_drain(struct run *r, int *fd) {
  static uint8_t chunk[CHUNK];
  ssize_t n = read(*fd, chunk, sizeof chunk);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (n <= 0) {
    close(*fd);
    *fd = -1;
    if (fd == &r->out && r->partner) {
      leaves(r);
      r->partner->feed_closed = true;
      run_feed(r->partner);
    }
    return false;
  }
  if (fd == &r->out) take_output(r, chunk, (size_t)n);
  else if (fd == &r->err) take_error(r, chunk, (size_t)n);
  else take_report(r, chunk, (size_t)n);
  return true;
}

/* After the init's last word no process of the run is left, so the pipes end. */
void run_over(struct run *r) {
  while (r->out >= 0 && run_drain(r, &r->out)) {
  }
  while (r->err >= 0 && run_drain(r, &r->err)) {
  }
  while (r->rep >= 0 && run_drain(r, &r->rep)) {
  }
}

static enum ending ending_of(const struct run *r) {
  if (r->start_failed) return ENDING_START_FAILED;
  if (r->killed) return r->killed_for;
  if (r->out_total > r->spec->stdout_max || r->rep_total > r->spec->stdout_max) return ENDING_OUTPUT;
  if (r->cpu_ns > r->spec->cpu_ns) return ENDING_CPU;
  if (r->peak > r->spec->memory) return ENDING_MEMORY;
  return WIFSIGNALED(r->status) ? ENDING_SIGNALED : ENDING_EXITED;
}

/* Endings that the kernel's memory killer makes, too: of the first process, or of one that a compiler waits for. */
static bool may_be_oom(const struct run *r) {
  if (r->killed || r->start_failed) return false;
  if (WIFSIGNALED(r->status)) return WTERMSIG(r->status) == SIGKILL;
  return (r->spec->flags & RUN_KEEPS) && WEXITSTATUS(r->status) != 0;
}

void run_send(struct run *r) {
  if (!r->faulted && may_be_oom(r) && oom_since()) {
    r->faulted = true;
    snprintf(r->detail, sizeof r->detail, "the machine ran out of memory, and the kernel killed processes");
  }
  if (r->faulted) {
    send_fault("%s", r->detail);
    return;
  }
  uint64_t wall = r->finished_at - r->started;
  enum ending ending = ending_of(r);
  frame_begin(OUT_RESULT);
  frame_u8(r->which);
  frame_u8((uint8_t)ending);
  frame_u32(ending == ENDING_EXITED ? (uint32_t)WEXITSTATUS(r->status) : ~0u);
  frame_u32(ending == ENDING_SIGNALED ? (uint32_t)WTERMSIG(r->status) : 0);
  frame_u64(r->cpu_ns);
  frame_u64(wall);
  frame_u64(r->peak);
  frame_u8((uint8_t)((r->err_total > r->err_len) | r->left_first << 1));
  frame_u32((uint32_t)r->out_len);
  frame_bytes(r->out_buf, r->out_len);
  frame_u32((uint32_t)r->err_len);
  if (r->err_len) frame_bytes(r->err_buf, r->err_len);
  frame_u32((uint32_t)r->rep_len);
  if (r->rep_len) frame_bytes(r->rep_buf, r->rep_len);
  frame_string(r->detail);
  frame_end();
  frame_flush();
}

void run_free(struct run *r) {
  int *fds[] = {&r->out, &r->err, &r->rep, &r->in};
  for (size_t i = 0; i < sizeof fds / sizeof *fds; i++) {
    if (*fds[i] >= 0) close(*fds[i]);
    *fds[i] = -1;
  }
  free(r->err_buf);
  free(r->feed);
  r->err_buf = r->feed = NULL;
  room_leave(&r->room, r->clean);
  spec_free(r->spec);
  r->spec = NULL;
  r->active = false;
}
