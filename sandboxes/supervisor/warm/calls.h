/* What the files of the warm interpreter's library share: it needs no other library, so it makes system calls itself. */
#ifndef CALLS_H
#define CALLS_H

#include "../supervisor.h"

#define SHOWN __attribute__((visibility("default")))

/* The compiler may call these on its own. */
void *memset(void *to, int value, size_t n);
void *memcpy(void *restrict to, const void *restrict from, size_t n);

/* A system call: its result, or minus its error. */
static inline long sys6(long nr, long a, long b, long c, long d, long e, long f) {
#if defined(__x86_64__)
  long result;
  register long r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "0"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = nr, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d, x4 __asm__("x4") = e, x5 __asm__("x5") = f;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
#else
#error "the warm interpreter's library knows x86_64 and aarch64"
#endif
}

static inline long sys(long nr, long a, long b, long c, long d) { return sys6(nr, a, b, c, d, 0, 0); }

#endif
