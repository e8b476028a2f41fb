// Memory for results that is used again: no page has to be mapped and cleared anew, which takes longer than computing a small layer.
//
// Node gives such memory back only between two turns of its event loop. So there is a limit to what may be out at a time: what a loop
// without turns asks for beyond it comes from the collector's own memory.
#ifdef __linux__
#define _GNU_SOURCE
#include <sys/mman.h>
#endif
#include <stdint.h>
#include <stdlib.h>
#ifdef _WIN32
#include <malloc.h>
#endif
#include "memory.h"

#define MOST_BLOCKS 64
/** All blocks together, those in use and those that wait. */
#define MOST_BYTES ((size_t)1 << 30)
#define LARGE_PAGE ((size_t)2 << 20)

static struct { void *start; size_t bytes; } waiting[MOST_BLOCKS];
static int count;
static size_t total;
static char locked;

static void lock(void) { while (__atomic_test_and_set(&locked, __ATOMIC_ACQUIRE)) ; }
static void unlock(void) { __atomic_clear(&locked, __ATOMIC_RELEASE); }

void advise_block(void *block, size_t bytes) {
#ifdef __linux__
  const uintptr_t first = ((uintptr_t)block + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE, end = ((uintptr_t)block + bytes) / LARGE_PAGE * LARGE_PAGE;
  if (end > first) madvise((void *)first, end - first, MADV_HUGEPAGE);
#else
  (void)block, (void)bytes;
#endif
}

static void *map(size_t bytes) {
#ifdef __linux__
  void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED) return NULL;
  advise_block(p, bytes);
  return p;
#elif defined(_WIN32)
  return _aligned_malloc(bytes, 64);
#else
  void *p;
  return posix_memalign(&p, 16384, bytes) ? NULL : p;
#endif
}
static void unmap(void *p, size_t bytes) {
#ifdef __linux__
  munmap(p, bytes);
#elif defined(_WIN32)
  (void)bytes;
  _aligned_free(p);
#else
  (void)bytes;
  free(p);
#endif
}

/** Takes a waiting block out of the list. */
static void *remove_block(int at, size_t *bytes) {
  void *start = waiting[at].start;
  *bytes = waiting[at].bytes;
  waiting[at] = waiting[--count];
  return start;
}

void *take_block(size_t bytes, size_t *taken) {
  const size_t whole = bytes >= LARGE_PAGE ? (bytes + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE : (bytes + 65535) / 65536 * 65536;
  if (whole < bytes || whole > MOST_BYTES) return NULL;
  lock();
  int best = -1;
  for (int i = 0; i < count; i++) {
    if (waiting[i].bytes < whole || waiting[i].bytes / 5 * 4 > whole) continue;
    if (best < 0 || waiting[i].bytes < waiting[best].bytes) best = i;
  }
  if (best >= 0) {
    void *block = remove_block(best, taken);
    unlock();
    return block;
  }
  // Blocks of other sizes make room.
  while (count > 0 && total + whole > MOST_BYTES) {
    size_t freed;
    void *old = remove_block(0, &freed);
    total -= freed;
    unmap(old, freed);
  }
  void *block = total + whole > MOST_BYTES ? NULL : map(whole);
  if (block) total += whole, *taken = whole;
  unlock();
  return block;
}

void give_block(void *block, size_t taken) {
#if defined(__linux__) && defined(MADV_FREE)
  // The system may have it, should it become short of memory.
  madvise(block, taken, MADV_FREE);
#endif
  lock();
  if (count == MOST_BLOCKS) {
    size_t freed;
    void *old = remove_block(0, &freed);
    total -= freed;
    unmap(old, freed);
  }
  waiting[count].start = block, waiting[count++].bytes = taken;
  unlock();
}
