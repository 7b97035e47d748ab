/* Other ways to be started than with the host's two streams.
 *
 * "supervisor launch UID COMMAND…": gives up root's identity, then becomes the launcher of the outer wall. The wall's
 * own files are handed over as open descriptors, because the identity that builds the wall may not be able to read the
 * folder in which this program lies.
 *
 * "supervisor connect PATH": takes a socket of the host's for both streams. A container engine copies a container's own
 * streams through two more processes, which takes longer than a short run does. */
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { SELF = 20, PASSWD = 21, GROUP = 22, HOSTS = 23, NSSWITCH = 24 };

static void place(int fd, int number) {
  if (fd < 0 || dup2(fd, number) < 0) die("launch: %s", strerror(errno));
}

static void place_text(const char *text, int number) {
  int fd = memfd_create("etc", MFD_CLOEXEC);
  if (fd < 0) die("memfd_create: %s", strerror(errno));
  write_all(fd, text, strlen(text));
  lseek(fd, 0, SEEK_SET);
  place(fd, number);
}

int launch(char **args) {
  unsigned uid = (unsigned)strtoul(args[0], NULL, 10);
  place(open("/proc/self/exe", O_RDONLY | O_CLOEXEC), SELF);
  place_text("root:x:0:0:root:/nonexistent:/bin/false\nrunner:x:1000:1000:runner:/tmp:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n", PASSWD);
  place_text("root:x:0:\nrunner:x:1000:\nnogroup:x:65534:\n", GROUP);
  place_text("127.0.0.1 localhost sandbox\n::1 localhost\n", HOSTS);
  place_text("passwd: files\ngroup: files\nhosts: files\nservices: files\n", NSSWITCH);
  if (geteuid() == 0 && uid != 0 && (setgroups(0, NULL) || setgid(uid) || setuid(uid))) die("cannot give up root: %s", strerror(errno));
  execvp(args[1], args + 1);
  die("%s: %s", args[1], strerror(errno));
}

void connect_streams(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) die("connect: the path is too long");
  strcpy(address.sun_path, path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address)) die("connect to %s: %s", path, strerror(errno));
  place(fd, STDIN_FILENO);
  place(fd, STDOUT_FILENO);
}
