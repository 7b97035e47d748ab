/* The run's system-call filter, written as classic BPF by hand: a binary search over the numbers where what is answered changes.
 *
 * The kernel translates it anew for every run, and tries every number on it, so it has few instructions and only such as
 * the kernel understands when it notes which numbers are always admitted. */
#include "supervisor.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#else
#error "the supervisor's filter knows x86_64 and aarch64"
#endif

/* Newer than some headers; the numbers are the same on every architecture. */
enum {
  NR_OPEN_TREE = 428,
  NR_MOVE_MOUNT = 429,
  NR_FSOPEN = 430,
  NR_FSCONFIG = 431,
  NR_FSMOUNT = 432,
  NR_FSPICK = 433,
  NR_CLONE3 = 435,
  NR_PIDFD_GETFD = 438,
  NR_PROCESS_MADVISE = 440,
  NR_MOUNT_SETATTR = 442,
  NR_QUOTACTL_FD = 443,
  NR_MEMFD_SECRET = 447,
  NR_PROCESS_MRELEASE = 448,
  NR_STATMOUNT = 457,
  NR_LISTMOUNT = 458,
  NR_OPEN_TREE_ATTR = 467,
};

enum { ALLOW = 0, CHECK_CLONE = 0x10000, CHECK_SOCKET, CHECK_IOCTL };

struct rule {
  uint32_t nr, action;
};

static struct rule rules[] = {
    {SYS_unshare, EPERM}, {SYS_setns, EPERM}, {SYS_mount, EPERM}, {SYS_umount2, EPERM}, {SYS_pivot_root, EPERM}, {SYS_chroot, EPERM},
    {NR_OPEN_TREE, EPERM}, {NR_MOVE_MOUNT, EPERM}, {NR_FSOPEN, EPERM}, {NR_FSCONFIG, EPERM}, {NR_FSMOUNT, EPERM}, {NR_FSPICK, EPERM},
    {NR_MOUNT_SETATTR, EPERM}, {NR_STATMOUNT, EPERM}, {NR_LISTMOUNT, EPERM}, {NR_OPEN_TREE_ATTR, EPERM}, {SYS_swapon, EPERM},
    {SYS_swapoff, EPERM}, {SYS_quotactl, EPERM}, {NR_QUOTACTL_FD, EPERM}, {SYS_acct, EPERM}, {SYS_reboot, EPERM},
    {SYS_ptrace, EPERM}, {SYS_process_vm_readv, EPERM}, {SYS_process_vm_writev, EPERM}, {SYS_kcmp, EPERM}, {NR_PIDFD_GETFD, EPERM},
    {NR_PROCESS_MADVISE, EPERM}, {NR_PROCESS_MRELEASE, EPERM}, {SYS_move_pages, EPERM}, {SYS_migrate_pages, EPERM},
    {SYS_bpf, EPERM}, {SYS_perf_event_open, EPERM}, {SYS_userfaultfd, EPERM}, {SYS_seccomp, EPERM}, {SYS_personality, EPERM},
    {SYS_io_uring_setup, EPERM}, {SYS_io_uring_enter, EPERM}, {SYS_io_uring_register, EPERM},
    {SYS_add_key, EPERM}, {SYS_request_key, EPERM}, {SYS_keyctl, EPERM}, {SYS_syslog, EPERM},
    {SYS_kexec_load, EPERM}, {SYS_kexec_file_load, EPERM}, {SYS_init_module, EPERM}, {SYS_finit_module, EPERM}, {SYS_delete_module, EPERM},
    {SYS_open_by_handle_at, EPERM}, {SYS_name_to_handle_at, EPERM}, {SYS_fanotify_init, EPERM}, {SYS_fanotify_mark, EPERM},
    {SYS_sethostname, EPERM}, {SYS_setdomainname, EPERM}, {SYS_settimeofday, EPERM}, {SYS_clock_settime, EPERM}, {SYS_clock_adjtime, EPERM},
    {SYS_adjtimex, EPERM}, {SYS_vhangup, EPERM}, {SYS_lookup_dcookie, EPERM},
    /* Memory that no process maps and no folder holds could not be measured. */
    {SYS_memfd_create, ENOSYS}, {NR_MEMFD_SECRET, ENOSYS}, {SYS_shmget, ENOSYS}, {SYS_msgget, ENOSYS},
    /* Its flags are behind a pointer where no filter sees them; the C library then falls back to clone. */
    {NR_CLONE3, ENOSYS},
    {SYS_clone, CHECK_CLONE}, {SYS_socket, CHECK_SOCKET}, {SYS_ioctl, CHECK_IOCTL},
#if defined(__x86_64__)
    {SYS_iopl, EPERM}, {SYS_ioperm, EPERM}, {SYS_modify_ldt, EPERM}, {SYS_create_module, EPERM}, {SYS_get_kernel_syms, EPERM},
    {SYS_query_module, EPERM}, {SYS_nfsservctl, EPERM}, {SYS_uselib, EPERM}, {SYS_ustat, EPERM}, {SYS_sysfs, EPERM}, {SYS__sysctl, EPERM},
#endif
};
enum { COUNT = sizeof rules / sizeof *rules };

/* What is answered from a number on, up to the next. */
static struct rule spans[2 * COUNT + 1];
static size_t span_count;

/* Conditional jumps reach 255 instructions; there are fewer. */
static struct sock_filter code[250];
static unsigned length;

static void emit(uint16_t op, uint8_t jt, uint8_t jf, uint32_t k) {
  if (length == sizeof code / sizeof *code) die("filter too long");
  code[length++] = (struct sock_filter){op, jt, jf, k};
}
static void load(size_t offset) { emit(BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)offset); }
static void answer(uint32_t action) { emit(BPF_RET | BPF_K, 0, 0, action); }
static void refuse(uint32_t error) { answer(SECCOMP_RET_ERRNO | error); }

/* Admits what it is told to check, or refuses it. */
static void emit_action(uint32_t action) {
  size_t first = offsetof(struct seccomp_data, args[0]);
  switch (action) {
    case ALLOW:
      break;
    case CHECK_CLONE: {
      /* Every namespace, and nothing else of clone's flags. */
      const uint32_t namespaces = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000;
      load(first);
      emit(BPF_JMP | BPF_JSET | BPF_K, 0, 1, namespaces);
      refuse(EPERM);
      break;
    }
    case CHECK_SOCKET: {
      static const uint32_t families[] = {1, 2, 10, 16}; /* unix, inet, inet6, netlink */
      load(first);
      for (size_t i = 0; i < 4; i++) emit(BPF_JMP | BPF_JEQ | BPF_K, (uint8_t)(4 - i), 0, families[i]);
      refuse(EAFNOSUPPORT);
      break;
    }
    case CHECK_IOCTL:
      load(offsetof(struct seccomp_data, args[1]));
      emit(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 0x5412); /* TIOCSTI */
      emit(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0x541C); /* TIOCLINUX */
      refuse(EPERM);
      break;
    default:
      refuse(action);
      return;
  }
  answer(SECCOMP_RET_ALLOW);
}

/* The jumps that wait for the place of an action: which instruction, and which way of it. */
static struct {
  unsigned at;
  bool taken;
  uint32_t action;
} waiting[2 * COUNT + 2];
static size_t waiting_count;

static void set_jump(unsigned at, bool taken, unsigned target) {
  *(taken ? &code[at].jt : &code[at].jf) = (uint8_t)(target - at - 1);
}

/* The way that an instruction takes to the spans from one up to another. */
static void emit_search(unsigned at, bool taken, size_t from, size_t to) {
  if (to - from == 1) {
    waiting[waiting_count].at = at;
    waiting[waiting_count].taken = taken;
    waiting[waiting_count++].action = spans[from].action;
    return;
  }
  size_t middle = (from + to) / 2;
  set_jump(at, taken, length);
  unsigned node = length;
  emit(BPF_JMP | BPF_JGE | BPF_K, 0, 0, spans[middle].nr);
  emit_search(node, false, from, middle);
  emit_search(node, true, middle, to);
}

static void emit_actions(void) {
  for (size_t i = 0; i < waiting_count; i++) {
    bool placed = false;
    for (size_t j = 0; j < i; j++) placed |= waiting[j].action == waiting[i].action;
    if (placed) continue;
    for (size_t j = i; j < waiting_count; j++)
      if (waiting[j].action == waiting[i].action) set_jump(waiting[j].at, waiting[j].taken, length);
    emit_action(waiting[i].action);
  }
}

static int by_number(const void *a, const void *b) {
  uint32_t x = ((const struct rule *)a)->nr, y = ((const struct rule *)b)->nr;
  return x < y ? -1 : x > y;
}

static void from_here(uint32_t nr, uint32_t action) {
  if (span_count && spans[span_count - 1].nr == nr) span_count--;
  if (span_count && spans[span_count - 1].action == action) return;
  spans[span_count++] = (struct rule){nr, action};
}

static void build(void) {
  qsort(rules, COUNT, sizeof *rules, by_number);
  from_here(0, ALLOW);
  for (size_t i = 0; i < COUNT; i++) {
    from_here(rules[i].nr, rules[i].action);
    from_here(rules[i].nr + 1, ALLOW);
  }
  from_here(0x40000000, ENOSYS); /* x32 */
  load(offsetof(struct seccomp_data, arch));
  emit(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, ARCH);
  refuse(ENOSYS);
  load(offsetof(struct seccomp_data, nr));
  unsigned root = length;
  emit(BPF_JMP | BPF_JGE | BPF_K, 0, 0, 0);
  emit_search(root, true, 0, span_count);
  emit_actions();
}

/* The filter as a file, for a process that installs it by itself. */
int filter_file(void) {
  if (length == 0) build();
  int fd = new_memory_file("filter");
  write_all(fd, code, length * sizeof *code);
  return fd;
}

/* Built on first use and then inherited by every run's process. */
int filter_install(void) {
  if (length == 0) build();
  struct sock_fprog program = {(unsigned short)length, code};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
