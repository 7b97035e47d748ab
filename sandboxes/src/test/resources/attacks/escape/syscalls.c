// about: E1 system calls that an honest program never makes
// expect: EXITED 0
// stdout: all refused\n
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
int main() {
  static const int calls[] = {SYS_mount, SYS_umount2, SYS_unshare, SYS_setns, SYS_pivot_root, SYS_chroot, SYS_ptrace, SYS_bpf, SYS_keyctl, SYS_add_key,
    SYS_request_key, 425, 426, 427, SYS_userfaultfd, SYS_perf_event_open, SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module,
    SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, 428, 429, 430, 431, 432, 433, 438, 442,
    SYS_swapon, SYS_reboot, SYS_sethostname, SYS_setdomainname, SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_acct, SYS_fanotify_init, SYS_seccomp,
    SYS_syslog, SYS_quotactl, SYS_memfd_create, 447, 435,
    SYS_swapoff, 443, SYS_move_pages, SYS_migrate_pages, 440, 448, 457, 458, 467, SYS_fanotify_mark, SYS_clock_adjtime, SYS_vhangup, SYS_lookup_dcookie,
    SYS_kexec_file_load, SYS_shmget, SYS_msgget,
#ifdef __x86_64__
    SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_create_module, SYS_get_kernel_syms, SYS_query_module, SYS_nfsservctl, SYS_uselib, SYS_ustat, SYS_sysfs,
    SYS__sysctl,
#endif
    };
  int bad = 0;
  for (int i = 0; i < sizeof calls / sizeof *calls; i++) {
    errno = 0;
    long r = syscall(calls[i], 0, 0, 0, 0, 0, 0);
    if (r >= 0 || (errno != EPERM && errno != ENOSYS)) { printf("%d gave %ld %d\n", calls[i], r, errno); bad = 1; }
  }
  if (!bad) puts("all refused");
  return 0;
}
