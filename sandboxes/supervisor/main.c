/* The supervisor: process 1 of a sandbox. Reads commands from the host, runs what it is told to, and trusts no run. */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static uint8_t in[2 * FRAME_MAX];
static size_t in_len;
static char *own_path;

static struct spec *pending, *queue_head, **queue_tail = &queue_head;
static struct run runs[2];
static int put_fd = -1;
static int *data_to;
static bool hello_done, put_failed;
static char put_error[256];
/* How often a run's use is looked at. */
static const uint64_t WATCH_NS = 10000000u;
static uint64_t next_watch;

static bool busy(void) { return runs[0].active || runs[1].active; }
static bool idle(void) { return !busy() && !queue_head; }

/* Ended inits are taken back when there is time for it; before a reset, all of them. */
static void reap_inits(void) {
  while (inits && reap_one(true)) {
  }
}

static struct spec *the_pending(void) {
  if (!pending) pending = spec_new();
  return pending;
}

static void put(struct reader *r) {
  room_drop_spare();
  bool executable = read_u8(r);
  char *path = read_string(r);
  if (put_fd >= 0) close(put_fd);
  put_fd = open_beneath(box_fd, path, O_WRONLY | O_CREAT | O_EXCL, executable ? 0755 : 0644, true);
  put_failed = put_fd < 0;
  if (put_failed) snprintf(put_error, sizeof put_error, "put %.160s: %s", path, strerror(errno));
  data_to = &put_fd;
  free(path);
}

static void data(const uint8_t *bytes, size_t n) {
  if (!data_to) die("data without a file");
  while (n > 0 && *data_to >= 0 && !put_failed) {
    ssize_t done = write(*data_to, bytes, n);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) {
      put_failed = true;
      snprintf(put_error, sizeof put_error, "put: %s", strerror(errno));
      break;
    }
    bytes += done;
    n -= (size_t)done;
  }
}

static void end(void) {
  if (put_fd >= 0) close(put_fd);
  put_fd = -1;
  data_to = NULL;
  if (put_failed) send_fault("%s", put_error);
  else send_simple(OUT_OK);
  put_failed = false;
}

static void get(struct reader *r) {
  uint64_t most = read_u64(r);
  char *path = read_string(r);
  int fd = open_beneath(box_fd, path, O_RDONLY, 0, false);
  free(path);
  struct stat st;
  if (fd < 0 || fstat(fd, &st) || !S_ISREG(st.st_mode) || (uint64_t)st.st_size > most) {
    if (fd >= 0) close(fd);
    send_simple(OUT_NONE);
    return;
  }
  static uint8_t chunk[CHUNK];
  uint64_t sent = 0;
  ssize_t n;
  while (sent < most && (n = read(fd, chunk, sizeof chunk)) > 0) {
    if ((uint64_t)n > most - sent) n = (ssize_t)(most - sent);
    send_chunk(OUT_DATA, 0, chunk, (size_t)n);
    sent += (uint64_t)n;
  }
  close(fd);
  send_simple(OUT_OK);
}

static void run_input(const uint8_t *bytes, size_t n) {
  struct spec *s = the_pending();
  if (s->stdin_fd < 0) s->stdin_fd = new_memory_file("stdin");
  write_all(s->stdin_fd, bytes, n);
}

static void run_file(struct reader *r) {
  struct spec *s = the_pending();
  struct run_file *f = calloc(1, sizeof *f);
  if (!f) die("out of memory");
  f->executable = read_u8(r);
  f->path = read_string(r);
  f->fd = new_memory_file("file");
  f->next = s->files;
  s->files = f;
  data_to = &f->fd;
}

static void enqueue(struct reader *r) {
  struct spec *s = the_pending();
  spec_parse(s, r, own_path);
  pending = NULL;
  data_to = NULL;
  *queue_tail = s;
  queue_tail = &s->next;
}

static void drop_queue(void) {
  while (queue_head) {
    struct spec *s = queue_head;
    queue_head = s->next;
    spec_free(s);
  }
  queue_tail = &queue_head;
}

static struct spec *dequeue(void) {
  struct spec *s = queue_head;
  queue_head = s->next;
  if (!queue_head) queue_tail = &queue_head;
  s->next = NULL;
  return s;
}

static void wait_for(struct run *r);

static void cancel(void) {
  drop_queue();
  for (int i = 0; i < 2; i++)
    if (runs[i].active) {
      run_kill(&runs[i], ENDING_WALL);
      wait_for(&runs[i]);
      run_free(&runs[i]);
    }
  send_simple(OUT_CANCELLED);
}

static void hello(struct reader *r) {
  uint32_t version = read_u32(r);
  if (version != PROTOCOL_VERSION) die("protocol %u is not known here, only %u", version, PROTOCOL_VERSION);
  uint64_t bytes = read_u64(r);
  uint32_t inodes = read_u32(r);
  walls_build(bytes, inodes, read_u8(r));
  oom_since();
  hello_done = true;
  frame_begin(OUT_HELLO);
  frame_u32(PROTOCOL_VERSION);
  frame_u8(walls.namespaces);
  frame_u8((uint8_t)(walls.fresh_proc | walls.overlay << 1));
  frame_string(walls.detail);
  frame_end();
  frame_flush();
}

static void reset(void) {
  room_drop_spare();
  reap_inits();
  if (!walls.namespaces) kill(-1, SIGKILL);
  walls_reset();
  unsigned strangers = watch_strangers();
  if (strangers) send_fault("%u processes outlived their run", strangers);
  else send_simple(OUT_OK);
}

static void command(uint8_t type, const uint8_t *body, size_t n) {
  struct reader r = {body, body + n};
  if (!hello_done && type != IN_HELLO) die("no hello");
  bool queueing = type == IN_STDIN || type == IN_FILE || type == IN_RUN || type == IN_CANCEL || (type == IN_DATA && data_to != &put_fd);
  if (!queueing && !idle()) die("command %u while a run is on", type);
  switch (type) {
    case IN_HELLO: hello(&r); break;
    case IN_PUT: put(&r); break;
    case IN_DATA: data(body, n); break;
    case IN_END: end(); break;
    case IN_GET: get(&r); break;
    case IN_STDIN: run_input(body, n); break;
    case IN_FILE: run_file(&r); break;
    case IN_RUN: enqueue(&r); break;
    case IN_CANCEL: cancel(); break;
    case IN_RESET:
      reset();
      break;
    case IN_PING: send_simple(OUT_OK); break;
    default: die("unknown frame %u", type);
  }
}

/* Takes what the host sent. At the end of the stream everything ends: process 1 gone, the kernel kills the rest. */
static void read_commands(void) {
  ssize_t n = read(STDIN_FILENO, in + in_len, sizeof in - in_len);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (n <= 0) {
    if (!walls.namespaces) kill(-1, SIGKILL);
    _exit(0);
  }
  in_len += (size_t)n;
  size_t at = 0;
  while (in_len - at >= 5) {
    size_t length = (size_t)in[at] << 24 | (size_t)in[at + 1] << 16 | (size_t)in[at + 2] << 8 | in[at + 3];
    if (length < 1 || length > FRAME_MAX) die("frame of %zu bytes", length);
    if (in_len - at < 4 + length) break;
    command(in[at + 4], in + at + 5, length - 1);
    at += 4 + length;
  }
  memmove(in, in + at, in_len - at);
  in_len -= at;
}

/* One clock for both of a pair. Counted apart, the first would pay for the start of the second, and of two that wait for
 * each other only one would be out of time: its end frees the other, which then ends by itself, or not, as luck has it. */
static void share_clock(void) {
  runs[0].started = runs[1].started;
  runs[0].deadline = runs[0].started + runs[0].spec->wall_ns;
}

static void start_next(void) {
  if (busy() || !queue_head) return;
  bool paired = queue_head->flags & RUN_PAIRED;
  if (paired && !queue_head->next) return;
  struct spec *first = dequeue();
  run_start(&runs[0], first, 0, paired ? &runs[1] : NULL);
  if (paired) {
    run_start(&runs[1], dequeue(), 1, &runs[0]);
    share_clock();
  }
  next_watch = runs[0].started + WATCH_NS;
}

static void check_limits(struct run *r, uint64_t now) {
  if (r->finished) return;
  if (r->killed) {
    if (now > r->kill_deadline) die("a run cannot be ended");
    return;
  }
  if (now >= r->deadline) {
    run_kill(r, ENDING_WALL);
    return;
  }
  struct usage u;
  watch_measure(r->room.init, r->warm ? warm_pid(r->which) : 0, r->peak, r->spec->memory, &r->watch, &u);
  u.cpu_ns -= r->room.spent_ns < u.cpu_ns ? r->room.spent_ns : u.cpu_ns;
  if (u.memory > r->peak) r->peak = u.memory;
  if (u.cpu_ns > r->seen_cpu_ns) r->seen_cpu_ns = u.cpu_ns;
  if (u.cpu_ns > r->spec->cpu_ns) run_kill(r, ENDING_CPU);
  else if (u.memory > r->spec->memory) run_kill(r, ENDING_MEMORY);
}

static bool wants_output(const struct run *r) { return r->out >= 0 && !(r->partner && r->partner->in >= 0 && r->partner->feed_len > CHUNK); }

static void add(struct pollfd *fds, nfds_t *n, int fd, short events) { fds[(*n)++] = (struct pollfd){fd, events, 0}; }

/* Waits once for anything to happen and deals with it. */
static void turn(bool with_commands) {
  struct pollfd fds[16];
  nfds_t n = 0;
  uint64_t now = now_ns(), until = next_watch;
  for (int i = 0; i < 2; i++) {
    struct run *r = &runs[i];
    if (!r->active) continue;
    if (r->deadline < until && !r->killed) until = r->deadline;
    if (!r->init_over) add(fds, &n, r->room.channel, POLLIN);
    if (r->warm && !r->warm_over) add(fds, &n, warm_channel(r->which), POLLIN);
    if (wants_output(r)) add(fds, &n, r->out, POLLIN);
    if (r->err >= 0) add(fds, &n, r->err, POLLIN);
    if (r->rep >= 0) add(fds, &n, r->rep, POLLIN);
    if (r->in >= 0) add(fds, &n, r->in, r->feed_len ? POLLOUT : 0);
  }
  if (with_commands) add(fds, &n, STDIN_FILENO, POLLIN);
  struct timespec wait = {0, until > now ? (long)(until - now) : 0};
  int ready = ppoll(fds, n, &wait, NULL);
  if (ready < 0 && errno != EINTR) die("poll: %s", strerror(errno));
  if (ready > 0) {
    for (nfds_t i = 0; i < n; i++) {
      if (!fds[i].revents) continue;
      if (with_commands && i == n - 1) {
        read_commands();
        return;
      }
      for (int k = 0; k < 2; k++) {
        struct run *r = &runs[k];
        if (!r->active) continue;
        int fd = fds[i].fd;
        if (fd == r->room.channel && !r->init_over) run_collect(r);
        else if (r->warm && !r->warm_over && fd == warm_channel(r->which)) run_collect_warm(r);
        else if (fd == r->out) run_drain(r, &r->out);
        else if (fd == r->err) run_drain(r, &r->err);
        else if (fd == r->rep) run_drain(r, &r->rep);
        else if (fd == r->in && (fds[i].revents & POLLERR)) run_refuse(r);
        else if (fd == r->in) run_feed(r);
        else continue;
        break;
      }
    }
  }
  now = now_ns();
  if (now < until) return;
  for (int i = 0; i < 2; i++)
    if (runs[i].active) check_limits(&runs[i], now);
  if (now >= next_watch) next_watch = now + WATCH_NS;
}

static void wait_for(struct run *r) {
  while (!r->finished) turn(false);
  run_over(r);
}

/* Results go out in the order of the commands; of a pair, together. */
static void settle(void) {
  for (int i = 0; i < 2; i++)
    if (runs[i].active && !runs[i].finished) return;
  if (!busy()) return;
  for (int i = 0; i < 2; i++)
    if (runs[i].active) run_over(&runs[i]);
  for (int i = 0; i < 2; i++)
    if (runs[i].active) run_send(&runs[i]);
  for (int i = 0; i < 2; i++)
    if (runs[i].active) run_free(&runs[i]);
  while (inits && reap_one(false)) {
  }
}

int main(int argc, char **argv) {
  if (argc > 3 && strcmp(argv[1], "launch") == 0) return launch(argv + 2);
  if (argc == 3 && strcmp(argv[1], "connect") == 0) connect_streams(argv[2]);
  syscall(SYS_close_range, 3u, ~0u, 0);
  signal(SIGPIPE, SIG_IGN);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  umask(022);
  const char *path = getenv("PATH");
  const char *fallback = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  if (asprintf(&own_path, "PATH=%s", path && *path ? path : fallback) < 0) die("out of memory");
  for (;;) {
    if (!busy()) start_next();
    if (busy()) turn(true);
    else read_commands();
    settle();
  }
}
