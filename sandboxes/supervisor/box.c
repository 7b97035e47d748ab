/* The box: files of one candidate. What a compiler left in it is not trusted, so no link is ever followed. */
#include "supervisor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

int box_fd = -1;

/* Opens root/path step by step, refusing links, absolute paths and "..". */
int open_beneath(int root, const char *path, int flags, mode_t mode, bool make_folders) {
  char part[256];
  int at = root;
  for (;;) {
    const char *slash = strchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) : strlen(path);
    if (n == 0 || n >= sizeof part || (n == 2 && memcmp(path, "..", 2) == 0)) {
      if (at != root) close(at);
      errno = n >= sizeof part ? ENAMETOOLONG : EINVAL;
      return -1;
    }
    memcpy(part, path, n);
    part[n] = 0;
    if (slash && make_folders && mkdirat(at, part, 0755) < 0 && errno != EEXIST) {
      int error = errno;
      if (at != root) close(at);
      errno = error;
      return -1;
    }
    if (!slash && (flags & O_CREAT)) unlinkat(at, part, 0);
    int next = slash ? openat(at, part, O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_PATH)
                     : openat(at, part, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, mode);
    int error = errno;
    if (at != root) close(at);
    errno = error;
    if (next < 0 || !slash) return next;
    at = next;
    path = slash + 1;
  }
}

static void wipe(int folder, dev_t device) {
  DIR *dir = fdopendir(folder);
  if (!dir) {
    close(folder);
    return;
  }
  struct dirent *e;
  while ((e = readdir(dir))) {
    if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) continue;
    if (unlinkat(folder, e->d_name, 0) == 0) continue;
    fchmodat(folder, e->d_name, 0700, 0);
    int sub = openat(folder, e->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat st;
    if (sub >= 0 && fstat(sub, &st) == 0 && st.st_dev == device) wipe(sub, device);
    else if (sub >= 0) close(sub);
    unlinkat(folder, e->d_name, AT_REMOVEDIR);
  }
  closedir(dir);
}

/* Empties a folder where it cannot simply be unmounted. */
void box_wipe(const char *folder) {
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat st;
  if (fd >= 0 && fstat(fd, &st) == 0) wipe(fd, st.st_dev);
  else if (fd >= 0) close(fd);
}

static const char *copy_entry(int from, int to, const char *name) {
  struct stat st;
  if (fstatat(from, name, &st, AT_SYMLINK_NOFOLLOW) < 0) return "stat in box";
  if (S_ISLNK(st.st_mode)) {
    char target[4096];
    ssize_t n = readlinkat(from, name, target, sizeof target - 1);
    if (n < 0) return "read link in box";
    target[n] = 0;
    return symlinkat(target, to, name) < 0 ? "copy link of box" : NULL;
  }
  if (S_ISDIR(st.st_mode)) {
    if (mkdirat(to, name, 0755) < 0) return "copy folder of box";
    int f = openat(from, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    int t = openat(to, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    const char *step = f < 0 || t < 0 ? "open folder of box" : box_copy(f, t);
    if (f >= 0) close(f);
    if (t >= 0) close(t);
    return step;
  }
  if (!S_ISREG(st.st_mode)) return NULL;
  int f = openat(from, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  int t = openat(to, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, st.st_mode & 0777);
  const char *step = f < 0 || t < 0 ? "copy file of box" : NULL;
  for (off_t left = st.st_size; !step && left > 0;) {
    ssize_t n = sendfile(t, f, NULL, (size_t)left);
    if (n <= 0) step = "copy file of box: the private folder is too small";
    else left -= n;
  }
  if (f >= 0) close(f);
  if (t >= 0) close(t);
  return step;
}

/* Copies all of one folder into another; for kernels that refuse an overlay. NULL or the step that failed. */
const char *box_copy(int from, int to) {
  int again = openat(from, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = again < 0 ? NULL : fdopendir(again);
  if (!dir) return "list box";
  const char *step = NULL;
  struct dirent *e;
  while (!step && (e = readdir(dir)))
    if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) step = copy_entry(from, to, e->d_name);
  closedir(dir);
  return step;
}
