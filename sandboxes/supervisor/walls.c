/* The inner walls: what is built once around the supervisor, and what around each run. */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUN_UID = 1000 };

struct walls walls;
static char box_options[128];
int proc_fd = -1;
static uid_t own_uid;
static gid_t own_gid;

/* What a clean room looks like: its private layer and its /tmp, before any run. */
static struct {
  int fds[2], last_pid;
  struct stat before[2];
} trace = {{-1, -1}, -1, {{0}, {0}}};

static const char *write_file(int folder, const char *path, const char *text) {
  int fd = openat(folder, path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return path;
  size_t n = strlen(text);
  bool done = write(fd, text, n) == (ssize_t)n;
  int error = errno;
  close(fd);
  errno = error;
  return done ? NULL : path;
}

static const char *map_self(int folder, unsigned inside, unsigned uid, unsigned gid) {
  char line[64];
  const char *step = write_file(folder, "self/setgroups", "deny");
  if (step && errno != ENOENT) return step;
  snprintf(line, sizeof line, "%u %u 1\n", inside, uid);
  if ((step = write_file(folder, "self/uid_map", line))) return step;
  snprintf(line, sizeof line, "%u %u 1\n", inside, gid);
  return write_file(folder, "self/gid_map", line);
}

static const char *build_dev(void) {
  static const char *const nodes[] = {"null", "zero", "full", "random", "urandom"};
  static const char *const links[][2] = {
      {"/proc/self/fd", BOX "/fd"},      {"/proc/self/fd/0", BOX "/stdin"}, {"/proc/self/fd/1", BOX "/stdout"},
      {"/proc/self/fd/2", BOX "/stderr"}, {TMP, BOX "/shm"},
  };
  char from[64], to[64];
  if (mount("dev", BOX, "tmpfs", MS_NOSUID | MS_NOEXEC, "size=64k,nr_inodes=32,mode=0755")) return "mount /dev";
  for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) {
    snprintf(from, sizeof from, "/dev/%s", nodes[i]);
    snprintf(to, sizeof to, BOX "/%s", nodes[i]);
    int fd = open(to, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return "make device";
    close(fd);
    if (mount(from, to, NULL, MS_BIND, NULL)) return "bind device";
  }
  for (size_t i = 0; i < sizeof links / sizeof *links; i++)
    if (symlink(links[i][0], links[i][1])) return "link device";
  if (mount(BOX, "/dev", NULL, MS_MOVE, NULL)) return "move /dev";
  if (mount(NULL, "/dev", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NOEXEC, NULL)) return "seal /dev";
  return NULL;
}

static const char *mount_box(void) { return mount("box", BOX, "tmpfs", MS_NOSUID | MS_NODEV, box_options) ? "mount box" : NULL; }

static const char *enter(void) {
  uid_t uid = geteuid();
  gid_t gid = getegid();
  const char *step;
  if (unshare(CLONE_NEWUSER)) return "user namespace";
  if ((step = map_self(proc_fd, RUN_UID, uid, gid))) return step;
  own_uid = geteuid();
  own_gid = getegid();
  if (unshare(CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWUTS)) return "mount namespace";
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL)) return "private mounts";
  if (sethostname("sandbox", 7)) return "host name";
  if ((step = build_dev())) return step;
  return mount_box();
}

int walls_clone(void) {
  unsigned long flags = SIGCHLD;
  if (walls.namespaces) flags |= CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC;
  return (int)syscall(SYS_clone, flags, NULL, NULL, NULL, NULL);
}

/* Tries in a child what every run will need, so that a refusal shows at start-up and not in a run. */
static int probe(void) {
  struct spec s = {.processes = 1, .open_files = 64, .file_max = 1 << 20, .memory = 1 << 26, .tmp_max = 1 << 20};
  int pid = walls_clone();
  if (pid < 0) return errno;
  if (pid == 0) {
    const char *step = walls_of_run(&s);
    if (!step) step = walls_drop_powers();
    if (!step) step = walls_limit(&s);
    int error = errno;
    if (step) fprintf(stderr, "supervisor: probe: %s: %s\n", step, strerror(error));
    _exit(step ? (error ? error : 255) : 0);
  }
  int status;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

static bool build(void) {
  int error = 0;
  for (int kind = 0; kind < 4; kind++) {
    walls.fresh_proc = !(kind & 2);
    walls.overlay = !(kind & 1);
    if ((error = probe()) == 0) return true;
  }
  snprintf(walls.detail, sizeof walls.detail, "a run's namespaces: %s", strerror(error));
  return false;
}

static void open_box(void) {
  if (box_fd >= 0) close(box_fd);
  box_fd = open(BOX, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (box_fd < 0) die("open " BOX ": %s", strerror(errno));
}

void walls_build(uint64_t box_bytes, uint32_t box_inodes, bool try_namespaces) {
  /* Out of the way of the numbers that a run's own descriptors get. */
  int proc = open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
  proc_fd = fcntl(proc, F_DUPFD_CLOEXEC, 32);
  close(proc);
  snprintf(box_options, sizeof box_options, "size=%llu,nr_inodes=%u,mode=0755", (unsigned long long)box_bytes, box_inodes);
  if (try_namespaces) {
    const char *step = enter();
    if (step) snprintf(walls.detail, sizeof walls.detail, "%s: %s", step, strerror(errno));
    walls.namespaces = !step;
    if (!step && !build()) walls.namespaces = false;
  } else {
    snprintf(walls.detail, sizeof walls.detail, "switched off");
  }
  if (!walls.namespaces) {
    walls.overlay = walls.fresh_proc = false;
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
  }
  open_box();
}

void walls_reset(void) {
  if (walls.namespaces) {
    close(box_fd);
    box_fd = -1;
    if (umount2(BOX, MNT_DETACH)) die("unmount the box: %s", strerror(errno));
    const char *step = mount_box();
    if (step) die("%s: %s", step, strerror(errno));
  } else {
    box_wipe(BOX);
    box_wipe(TMP);
  }
  open_box();
}

static const char *put_files(const struct spec *s, const char *folder) {
  if (!s->files) return NULL;
  int root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return folder;
  for (struct run_file *f = s->files; f; f = f->next) {
    int to = open_beneath(root, f->path, O_WRONLY | O_CREAT | O_EXCL, f->executable ? 0755 : 0644, true);
    if (to < 0) return f->path;
    static char buffer[CHUNK];
    ssize_t n;
    for (off_t at = 0; (n = pread(f->fd, buffer, sizeof buffer, at)) > 0; at += n)
      if (write(to, buffer, (size_t)n) != n) return f->path;
    close(to);
  }
  close(root);
  return NULL;
}

const char *walls_of_run(const struct spec *s) {
  bool keeps = s->flags & RUN_KEEPS;
  if (!walls.namespaces) return put_files(s, BOX);
  const char *step = map_self(proc_fd, RUN_UID, own_uid, own_gid);
  if (step) return step;
  char options[96];
  unsigned long long inodes = s->tmp_max / 4096 + 1024;
  snprintf(options, sizeof options, "size=%llu,nr_inodes=%llu,mode=0755", (unsigned long long)s->tmp_max, inodes);
  if (mount("tmp", TMP, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOATIME, options)) return "mount /tmp";
  if (mkdir(TMP "/t", 0777)) return "make /tmp";
  if (keeps) {
    if ((step = put_files(s, BOX))) return step;
  } else {
    if (mkdir(TMP "/u", 0755) || mkdir(TMP "/w", 0755)) return "make the private layer";
    if (walls.overlay) {
      if ((step = put_files(s, TMP "/u"))) return step;
      if (mount("box", BOX, "overlay", MS_NOSUID | MS_NODEV | MS_NOATIME, "lowerdir=" BOX ",upperdir=" TMP "/u,workdir=" TMP "/w,userxattr"))
        return "overlay";
      trace.fds[0] = open(TMP "/u", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    } else {
      int to = open(TMP "/u", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      if (to < 0 || (step = box_copy(box_fd, to))) return to < 0 ? TMP "/u" : step;
      close(to);
      if ((step = put_files(s, TMP "/u"))) return step;
      if (mount(TMP "/u", BOX, NULL, MS_BIND, NULL)) return "bind the private layer";
    }
  }
  trace.fds[1] = open(TMP "/t", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (mount(TMP "/t", TMP, NULL, MS_BIND, NULL)) return "bind /tmp";
  if (walls.fresh_proc) {
    if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL)) return "mount /proc";
  } else if (mount("proc", "/proc", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY, "size=4k,nr_inodes=2")) {
    return "cover /proc";
  }
  trace.last_pid = open("/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC);
  for (int i = 0; i < 2; i++)
    if (trace.fds[i] >= 0 && fstat(trace.fds[i], &trace.before[i])) return "look at the private layer";
  return NULL;
}

/* Any entry made, renamed or removed, and any attribute changed, shows in the folder's own times. */
static bool same_folder(int fd, const struct stat *before) {
  struct stat now;
  return fd >= 0 && fstat(fd, &now) == 0 && now.st_mode == before->st_mode && now.st_nlink == before->st_nlink && now.st_size == before->st_size &&
         memcmp(&now.st_atim, &before->st_atim, sizeof now.st_atim) == 0 && memcmp(&now.st_mtim, &before->st_mtim, sizeof now.st_mtim) == 0 &&
         memcmp(&now.st_ctim, &before->st_ctim, sizeof now.st_ctim) == 0;
}

/* Semaphores are all of System V's objects that the filter admits. */
static bool no_semaphores(void) {
  struct seminfo info;
  return semctl(0, 0, SEM_INFO, &info) >= 0 && info.semusz == 0;
}

/* The next run's numbers of processes begin as this one's did. */
bool walls_clean(void) {
  return walls.namespaces && same_folder(trace.fds[0], &trace.before[0]) && same_folder(trace.fds[1], &trace.before[1]) && no_semaphores() &&
         pwrite(trace.last_pid, "1", 1, 0) == 1;
}

static void limit(int resource, uint64_t value) {
  struct rlimit old, new;
  if (getrlimit((__rlimit_resource_t)resource, &old)) return;
  new.rlim_cur = new.rlim_max = value < old.rlim_max ? value : old.rlim_max;
  setrlimit((__rlimit_resource_t)resource, &new);
}

static int set_powers(uint32_t first, uint32_t second) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct kept[2] = {{first, first, 0}, {second, second, 0}};
  return (int)syscall(SYS_capset, &header, kept);
}

/* The init keeps one power, to set the number of the next process in its own namespace. It is also what hides the init's
 * memory and descriptors from its run, which has none; the supervisor's own powers still reach it. */
enum { CHECKPOINT_RESTORE = 40 };

const char *walls_drop_powers(void) {
  write_file(proc_fd, "self/oom_score_adj", "1000");
  for (int cap = 0; cap < 64; cap++)
    if (prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) && errno == EINVAL) break;
  if (!walls.namespaces || set_powers(0, 1u << (CHECKPOINT_RESTORE - 32))) {
    if (set_powers(0, 0)) return "drop capabilities";
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)) return "hide from the run";
  }
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return "no_new_privs";
  umask(022);
  return filter_install() ? "system-call filter" : NULL;
}

const char *walls_limit(const struct spec *s) {
  /* The init is one more process of the same user. */
  if (walls.namespaces) limit(RLIMIT_NPROC, (uint64_t)s->processes + 1);
  limit(RLIMIT_FSIZE, s->file_max);
  limit(RLIMIT_NOFILE, s->open_files);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_STACK, s->memory);
  limit(RLIMIT_MSGQUEUE, 0);
  return set_powers(0, 0) ? "drop capabilities" : NULL;
}
