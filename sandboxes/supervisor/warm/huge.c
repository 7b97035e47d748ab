/* Puts what the warm interpreter holds into huge pages. A fork then copies an entry for each two megabytes and not for each
 * four kilobytes, its end gives back as few, and the program's text, which a fork would have to map anew, comes with it.
 * What a run changes is still copied by small pages. Where the kernel has no huge page to give, all stays as it was. */
#include "calls.h"

#include <sys/mman.h>
#include <sys/syscall.h>

enum { COLLAPSE = 25 /* MADV_COLLAPSE, of Linux 6.1 */, ARENAS = 8 };
static const uintptr_t HUGE = 2u << 20;

static uintptr_t down(uintptr_t at) { return at & ~(HUGE - 1); }
static uintptr_t up(uintptr_t at) { return down(at + HUGE - 1); }

static uintptr_t map(uintptr_t at, size_t length, int flags) {
  long got = sys6(SYS_mmap, (long)at, (long)length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
  return got < 0 && got > -4096 ? 0 : (uintptr_t)got;
}

static void unmap(uintptr_t from, uintptr_t to) {
  if (from < to) sys(SYS_munmap, (long)from, (long)(to - from), 0, 0);
}

static bool collapse(uintptr_t from, uintptr_t to) { return sys(SYS_madvise, (long)from, (long)(to - from), COLLAPSE, 0) == 0; }

/* Room for so many bytes that begins where a huge page may. */
static uintptr_t map_aligned(size_t length) {
  uintptr_t all = map(0, length + HUGE, 0);
  if (!all) return 0;
  uintptr_t from = up(all);
  unmap(all, from);
  unmap(from + length, all + length + HUGE);
  return from;
}

/* The interpreter's own allocator asks for arenas of one size; the first of them are placed side by side. */
static uintptr_t first, next, end;

static void *arena(void *context, size_t size) {
  (void)context;
  if (next + size <= end) {
    uintptr_t here = next;
    next += size;
    return (void *)here;
  }
  return (void *)map(0, size, 0);
}

static void give_back(void *context, void *at, size_t size) {
  (void)context;
  unmap((uintptr_t)at, (uintptr_t)at + size);
}

/* As PyObject_SetArenaAllocator takes it. */
struct arena_allocator {
  void *context;
  void *(*arena)(void *, size_t);
  void (*give_back)(void *, void *, size_t);
};

SHOWN void place_arenas(struct arena_allocator *allocator) {
  first = next = map_aligned(ARENAS * HUGE);
  end = first ? first + ARENAS * HUGE : 0;
  *allocator = (struct arena_allocator){0, arena, give_back};
}

SHOWN void settle_arenas(void) {
  if (first < next) collapse(first, up(next));
}

/* Fills up to where the next huge page begins, as far as nothing is there. */
static void fill(uintptr_t from, uintptr_t to) {
  uintptr_t got = from < to ? map(from, to - from, MAP_FIXED_NOREPLACE) : 0;
  if (got && got != from) unmap(got, got + (to - from));
}

/* The heap. Above it the break is raised, of which the C library learns nothing: it finds fresh memory when it raises it itself. */
SHOWN void settle_heap(uintptr_t from, uintptr_t to) {
  fill(down(from), from);
  sys(SYS_brk, (long)up(to), 0, 0, 0);
  collapse(down(from), up(to));
}

static void copy(uintptr_t to, uintptr_t from, size_t length) {
  typedef uint64_t __attribute__((may_alias)) word;
  for (size_t i = 0; i < length / sizeof(word); i++) ((word *)to)[i] = ((const word *)from)[i];
}

/* Replaces a part of the program, whole pages without gaps, by a copy of it. Nothing else is in the huge pages that it begins and ends in. */
SHOWN void settle_program(uintptr_t from, uintptr_t to, int protection) {
  uintptr_t lower = down(from), upper = up(to), length = upper - lower;
  uintptr_t here = map_aligned(length);
  if (!here) return;
  copy(here + (from - lower), from, to - from);
  if (collapse(here, here + length) && sys(SYS_mprotect, (long)here, (long)length, protection, 0) >= 0 &&
      sys6(SYS_mremap, (long)here, (long)length, (long)length, MREMAP_MAYMOVE | MREMAP_FIXED, (long)lower, 0) >= 0)
    return;
  unmap(here, here + length);
}
