/* Shared declarations of the supervisor. docs/sandbox.md tells what it does and why. */
#ifndef SUPERVISOR_H
#define SUPERVISOR_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define PROTOCOL_VERSION 1
#define FRAME_MAX (1u << 20)
#define CHUNK (64u << 10)
#define ORDER_MAX (128u << 10)
#define BOX "/box"
#define TMP "/tmp"

/* Frames from the host. */
enum {
  IN_HELLO = 1,
  IN_PUT = 2,
  IN_DATA = 3,
  IN_END = 4,
  IN_GET = 5,
  IN_STDIN = 6,
  IN_FILE = 7,
  IN_RUN = 8,
  IN_CANCEL = 9,
  IN_RESET = 10,
  IN_PING = 11,
};

/* Frames to the host. */
enum {
  OUT_HELLO = 1,
  OUT_OK = 2,
  OUT_FAULT = 3,
  OUT_DATA = 4,
  OUT_NONE = 5,
  OUT_STDOUT = 6,
  OUT_REPORT = 7,
  OUT_RESULT = 8,
  OUT_CANCELLED = 9,
};

/* Why a run is over; the numbers are the wire's. */
enum ending {
  ENDING_EXITED = 0,
  ENDING_SIGNALED = 1,
  ENDING_CPU = 2,
  ENDING_WALL = 3,
  ENDING_MEMORY = 4,
  ENDING_OUTPUT = 5,
  ENDING_START_FAILED = 6,
};

enum { RUN_KEEPS = 1, RUN_REPORTS = 2, RUN_PAIRED = 4 };

/* A file that only one run sees: held in memory until the run's private layer exists. */
struct run_file {
  char *path;
  int fd;
  bool executable;
  struct run_file *next;
};

/* What the host asked to run. Owned by the queue, freed by spec_free. */
struct spec {
  uint8_t flags;
  uint64_t cpu_ns, wall_ns, memory, stdout_max, stderr_max, file_max, tmp_max;
  uint32_t processes, open_files;
  char *warm;
  char **argv;
  char **env;
  char *strings;
  int stdin_fd;
  struct run_file *files;
  struct spec *next;
};

/* frames.c */
struct reader {
  const uint8_t *at, *end;
};
uint8_t read_u8(struct reader *r);
uint32_t read_u32(struct reader *r);
uint64_t read_u64(struct reader *r);
char *read_string(struct reader *r);
void frame_begin(uint8_t type);
void frame_u8(uint8_t v);
void frame_u32(uint32_t v);
void frame_u64(uint64_t v);
void frame_bytes(const void *bytes, size_t n);
void frame_string(const char *text);
void frame_end(void);
void frame_flush(void);
void send_simple(uint8_t type);
void send_fault(const char *format, ...) __attribute__((format(printf, 1, 2)));
void send_chunk(uint8_t type, uint8_t which, const void *bytes, size_t n);
void die(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* spec.c */
struct spec *spec_new(void);
void spec_free(struct spec *s);
void spec_parse(struct spec *s, struct reader *r, const char *path);
int new_memory_file(const char *name);
void write_all(int fd, const void *bytes, size_t n);

/* walls.c */
struct walls {
  bool namespaces;
  bool fresh_proc;
  bool overlay;
  char detail[256];
};
extern struct walls walls;
extern int proc_fd;
void walls_build(uint64_t box_bytes, uint32_t box_inodes, bool try_namespaces);
void walls_reset(void);
int walls_clone(void);
/* In a room's init: its user and private file systems; then, that it may do no more than a run may. NULL or the step. */
const char *walls_of_run(const struct spec *s);
const char *walls_drop_powers(void);
/* In a run's first process: its limits, and the last power that the init keeps. NULL or the step that failed. */
const char *walls_limit(const struct spec *s);
/* In a room's init, when no process of the run is left: nothing is left of the run either. */
bool walls_clean(void);

/* box.c */
extern int box_fd;
int open_beneath(int root, const char *path, int flags, mode_t mode, bool make_folders);
void box_wipe(const char *folder);
const char *box_copy(int from, int to);

/* filter.c */
int filter_install(void);
int filter_file(void);

/* order.c */
size_t order_write(const struct spec *s, char *body, size_t size);
void order_read(struct spec *s, const char *body, size_t n);
bool send_with(int channel, const char *body, size_t n, const int *fds, size_t count);

/* warm.c */
struct warm_answer {
  int32_t error, status;
  uint64_t cpu_ns, peak;
};
bool warm_serves(int which, const struct spec *s);
bool warm_request(int which, const struct spec *s, const int *fds, size_t count);
bool warm_report(int which, struct warm_answer *answer);
int warm_channel(int which);
pid_t warm_pid(int which);
bool warm_gone(pid_t pid);

/* room.c */
/* What a room's init, or a run's first process before it is replaced, tells the supervisor. */
struct message {
  char kind;  /* D: done, E: the program could not be started, F: a fault of ours */
  bool clean; /* the run left nothing behind */
  int status;
  uint64_t cpu_ns, peak;
  uint64_t spent_ns; /* CPU time of the init and of all that it took back, of earlier runs, too */
  char text[200];
};
/* The run's ends of its pipes. */
struct ends {
  int in, out, err, rep;
};
struct room {
  pid_t init;
  int channel;
  bool shared;
  uint64_t tmp_max, spent_ns;
};
void exec_on_path(const char *name, char *const *argv, char *const *env);
/* NOT_WARM, or the number of the interpreter that the run is forked from. */
enum { NOT_WARM = -1 };
bool room_enter(struct room *room, const struct spec *s, struct ends e, int warm);
enum { ORDER_KILL = 'K', ORDER_OVER = 'O' };
void room_order(struct room *room, char order);
void room_leave(struct room *room, bool clean);
void room_drop_spare(void);
bool reap_one(bool wait);
extern unsigned inits;

/* What is known of a run's memory in shared pages: from when, what it was then, and when to look again. */
struct watch {
  uint64_t sum, memory, next_walk;
};

/* run.c */
struct run {
  bool active;
  struct spec *spec;
  uint8_t which;
  struct room room;
  int out, err, rep, in;
  /* A warm run's first process is the warm interpreter's child: its end is told apart from the init's. */
  bool warm, warm_over, init_over, clean;
  bool finished;
  uint64_t finished_at;
  enum ending killed_for;
  bool killed;
  uint64_t started, deadline, kill_deadline;
  uint8_t *out_buf, *err_buf, *rep_buf;
  size_t out_len, err_len, rep_len;
  uint64_t out_total, err_total, rep_total;
  /* The relay of a pair: bytes read from the partner and not yet taken by this run. */
  struct run *partner;
  uint8_t *feed;
  size_t feed_len;
  bool feed_closed;
  /* Of a pair, the one whose end of the pipes closed first: whatever the other did next, it may have done for that. */
  bool left_first;
  /* What the run itself or its init reported. */
  bool start_failed, faulted;
  char detail[256];
  int status;
  uint64_t cpu_ns, seen_cpu_ns, peak;
  struct watch watch;
};
void run_start(struct run *r, struct spec *s, uint8_t which, struct run *partner);
void run_feed(struct run *r);
void run_refuse(struct run *r);
void run_kill(struct run *r, enum ending why);
void run_collect(struct run *r);
void run_collect_warm(struct run *r);
bool run_drain(struct run *r, int *fd);
void run_over(struct run *r);
void run_send(struct run *r);
void run_free(struct run *r);
uint64_t now_ns(void);

/* oom.c */
bool oom_since(void);

/* launch.c */
int launch(char **args);
void connect_streams(const char *path);

/* watch.c */
struct usage {
  uint64_t cpu_ns, memory;
};
void watch_measure(pid_t init, pid_t other_parent, uint64_t memory_seen, uint64_t memory_limit, struct watch *w, struct usage *u);
unsigned watch_strangers(void);

#endif
