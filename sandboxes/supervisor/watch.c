/* What a run uses while it is alive, read from /proc: the tree below its init. */
#include "supervisor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statfs.h>
#include <unistd.h>

enum { MOST = 4096 };

/* However long a walk over pages took, the next is not put off for longer. */
static const uint64_t LONGEST_REST_NS = 100000000u;

struct process {
  pid_t pid, parent;
  bool ours;
  uint64_t ticks, pages;
};

static ssize_t read_text(const char *path, char *text, size_t size) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t n = read(fd, text, size - 1);
  int error = errno;
  close(fd);
  errno = error;
  if (n >= 0) text[n] = 0;
  return n;
}

/* The name in parentheses is the program's own choice, so fields count from the last ')'. */
static bool read_stat(pid_t pid, struct process *p) {
  char path[64], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  if (read_text(path, text, sizeof text) <= 0) return false;
  const char *at = strrchr(text, ')');
  unsigned long utime, stime;
  long cutime, cstime, pages;
  int parent;
  if (!at || sscanf(at + 2, "%*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %ld %ld %*d %*d %*d %*d %*u %*u %ld", &parent, &utime, &stime,
                    &cutime, &cstime, &pages) != 6)
    return false;
  *p = (struct process){pid, parent, false, utime + stime + (uint64_t)cutime + (uint64_t)cstime, pages > 0 ? (uint64_t)pages : 0};
  return true;
}

/* Memory that is shared counts once: each process's proportional share, from smaps_rollup. */
static uint64_t proportional(pid_t pid, uint64_t otherwise) {
  char path[64], text[2048];
  snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
  ssize_t n = read_text(path, text, sizeof text);
  /* A process that ended meanwhile holds nothing any more; one that hides its pages counts in full. */
  if (n == 0 || (n < 0 && (errno == ENOENT || errno == ESRCH))) return 0;
  if (n < 0) return otherwise;
  const char *at = strstr(text, "\nPss:");
  return at ? strtoull(at + 5, NULL, 10) * 1024 : otherwise;
}

static uint64_t private_folder(pid_t init) {
  char path[64];
  struct statfs fs;
  snprintf(path, sizeof path, "/proc/%d/root" TMP, init);
  if (!walls.namespaces || statfs(path, &fs)) return 0;
  return (uint64_t)(fs.f_blocks - fs.f_bfree) * (uint64_t)fs.f_bsize;
}

/* Walking a process's pages takes longer than all the rest here. So it is done only where the plain sum, in which shared
 * pages count for each process, may mean something new: it is an eighth more than at the last walk, or beyond the limit.
 * And the walks take at most a ninth of a processor. */
static uint64_t shared_once(struct process *all, size_t n, pid_t init, uint64_t sum, uint64_t limit, struct watch *w) {
  uint64_t now = now_ns();
  if (now < w->next_walk || (sum <= limit && sum < w->sum + w->sum / 8)) return w->memory;
  uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), memory = 0;
  for (size_t i = 0; i < n; i++)
    if (all[i].ours && all[i].pid != init) memory += proportional(all[i].pid, all[i].pages * page);
  uint64_t after = now_ns(), rest = 8 * (after - now);
  w->sum = sum;
  w->memory = memory;
  w->next_walk = after + (rest < LONGEST_REST_NS ? rest : LONGEST_REST_NS);
  return memory;
}

/* The children of the other parent, where there is one, are of this run, too. */
void watch_measure(pid_t init, pid_t other_parent, uint64_t memory_seen, uint64_t memory_limit, struct watch *w, struct usage *u) {
  static struct process all[MOST];
  size_t n = 0;
  memset(u, 0, sizeof *u);
  DIR *dir = opendir("/proc");
  if (!dir) return;
  struct dirent *e;
  while ((e = readdir(dir)) && n < MOST)
    if (e->d_name[0] >= '1' && e->d_name[0] <= '9' && read_stat(atoi(e->d_name), &all[n])) n++;
  closedir(dir);
  /* Parents may come after their children, so until nothing changes; pids mostly grow, so that is once or twice. */
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 0; i < n; i++) {
      if (all[i].ours) continue;
      bool ours = all[i].pid == init || all[i].parent == init || (other_parent && all[i].parent == other_parent);
      for (size_t j = 0; !ours && j < n; j++) ours = all[j].ours && all[j].pid == all[i].parent;
      if (ours) all[i].ours = changed = true;
    }
  }
  uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), tick = 1000000000u / (uint64_t)sysconf(_SC_CLK_TCK);
  unsigned processes = 0;
  for (size_t i = 0; i < n; i++) {
    if (!all[i].ours) continue;
    u->cpu_ns += all[i].ticks * tick;
    if (all[i].pid == init) continue;
    u->memory += all[i].pages * page;
    processes++;
  }
  uint64_t folder = private_folder(init);
  /* Sharing only matters between processes, and where the plain sum would be news. */
  if (processes > 1 && u->memory + folder > memory_seen)
    u->memory = shared_once(all, n, init, u->memory, memory_limit > folder ? memory_limit - folder : 0, w);
  u->memory += folder;
}

/* Processes in these walls that are neither the supervisor nor a waiting interpreter. */
unsigned watch_strangers(void) {
  unsigned count = 0;
  DIR *dir = opendir("/proc");
  struct dirent *e;
  while (dir && (e = readdir(dir))) {
    pid_t pid = e->d_name[0] >= '1' && e->d_name[0] <= '9' ? atoi(e->d_name) : 0;
    if (pid && pid != getpid() && pid != warm_pid(0) && pid != warm_pid(1)) count++;
  }
  if (dir) closedir(dir);
  return count;
}
