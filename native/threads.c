// Chooses the loops for the processor, and shares a run out among threads: samples, or the units of the few samples there are.
#ifdef __linux__
#define _GNU_SOURCE
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif
#include <stdlib.h>
#ifdef _WIN32
#include <malloc.h>
#include <windows.h>
#else
#include <pthread.h>
#include <sched.h>
#endif
#ifdef __x86_64__
#include <cpuid.h>
#endif
#include "threads.h"

typedef void run_t(const struct work *, const struct share *);
typedef size_t scratch_t(const struct work *, int count, int parts);
typedef size_t dense_scratch_t(const struct dense *);
typedef void dense_pack_t(const struct dense *, void *packed);
typedef void dense_rows_t(const struct dense *, const void *packed, int from, int to);
typedef void reduce_t(const struct reduction *);
#define PRECISIONS(type, name, V) type name##_f32_##V, name##_f64_##V;
#define DECLARE(V) PRECISIONS(run_t, run, V) PRECISIONS(scratch_t, scratch, V) PRECISIONS(dense_scratch_t, dense_scratch, V) \
  PRECISIONS(dense_pack_t, dense_pack, V) PRECISIONS(dense_rows_t, dense_rows, V) reduce_t reduce_##V;
#define BOTH(name, V) {name##_f32_##V, name##_f64_##V}
#define VARIANT_OF(V, bytes) {#V, bytes, BOTH(run, V), BOTH(scratch, V), BOTH(dense_scratch, V), BOTH(dense_pack, V), BOTH(dense_rows, V), reduce_##V}
DECLARE(baseline)
#ifdef __x86_64__
DECLARE(avx2)
DECLARE(avx512)
#endif
static const struct {
  const char *name;
  int bytes;
  run_t *run[2];
  scratch_t *scratch[2];
  dense_scratch_t *dense_scratch[2];
  dense_pack_t *dense_pack[2];
  dense_rows_t *dense_rows[2];
  reduce_t *reduce;
} variants[] = {
  VARIANT_OF(baseline, 16),
#ifdef __x86_64__
  VARIANT_OF(avx2, 32),
  VARIANT_OF(avx512, 64),
#endif
};

int best_variant(void) {
#ifdef __x86_64__
  // What the processor has, and what the system saves of it when threads take turns.
  unsigned a, b, c, d, low, high;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE) || !(c & bit_FMA)) return 0;
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  if ((low & 6) != 6 || !__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(b & bit_AVX2)) return 0;
  const unsigned wide = bit_AVX512F | bit_AVX512DQ | bit_AVX512VL | bit_AVX512BW | bit_AVX512CD;
  return (low & 0xe6) == 0xe6 && (b & wide) == wide ? 2 : 1;
#endif
  return 0;
}
int variant_count(void) { return sizeof variants / sizeof *variants; }
const char *variant_name(int variant) { return variants[variant].name; }
int lanes_of(int variant, int size) { return variants[variant].bytes / size; }

static void give_turn(void) {
#ifdef _WIN32
  SwitchToThread();
#else
  sched_yield();
#endif
}

static int stopped(struct barrier *b) { return __atomic_load_n(&b->stop, __ATOMIC_ACQUIRE); }

int wait_for_others(struct barrier *b, const int64_t *control) {
  const int round = __atomic_load_n(&b->round, __ATOMIC_ACQUIRE);
  if (__atomic_add_fetch(&b->arrived, 1, __ATOMIC_ACQ_REL) == b->threads) {
    // The last to come decides for all.
    b->arrived = 0;
    if (wants_stop(control)) __atomic_store_n(&b->stop, 1, __ATOMIC_RELEASE);
    __atomic_store_n(&b->round, round + 1, __ATOMIC_RELEASE);
  } else {
    for (int tries = 0; __atomic_load_n(&b->round, __ATOMIC_ACQUIRE) == round && !stopped(b); tries++) {
      if (tries > 2000) give_turn();
    }
  }
  return stopped(b);
}

void reduce_by(const struct reduction *r, int variant) { variants[variant].reduce(r); }

/** What a thread does: a share of a run, or, where `k` is NULL, some rows of a product. */
struct part {
  const struct work *k;
  struct share share;
  run_t *run;
  int background;
  const struct dense *d;
  dense_rows_t *rows;
};
static void work_on(struct part *p) {
#ifdef __linux__
  // Of this thread alone: what a person does in the meantime goes first.
  if (p->background) setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), 10);
#endif
  if (p->k) p->run(p->k, &p->share);
  else p->rows(p->d, p->share.scratch, p->share.first, p->share.last);
}
#ifdef _WIN32
typedef HANDLE thread;
static DWORD WINAPI start(void *p) { work_on(p); return 0; }
static int begin(thread *t, struct part *p) { return (*t = CreateThread(NULL, 1 << 20, start, p, 0, NULL)) == NULL; }
static void end(thread t) { WaitForSingleObject(t, INFINITE); CloseHandle(t); }
static void *take(size_t bytes) { return _aligned_malloc(bytes, 64); }
static void give(void *p) { _aligned_free(p); }
#else
typedef pthread_t thread;
static void *start(void *p) { work_on(p); return NULL; }
static int begin(thread *t, struct part *p) { return pthread_create(t, NULL, start, p); }
static void end(thread t) { pthread_join(t, NULL); }
static void *take(size_t bytes) { void *p; return posix_memalign(&p, 64, bytes) ? NULL : p; }
static void give(void *p) { free(p); }
#endif

int run_threads(const struct work *k, int variant, int size, int threads, int background) {
  const int lanes = lanes_of(variant, size), precision = size == 8;
  // Groups of units that one thread takes at least, so that both have whole blocks.
  const int blocks = (k->units + 4 * lanes - 1) / (4 * lanes);
  const int byUnits = threads > k->samples && k->samples < 3 ? 1 : 0, most = byUnits ? blocks : k->samples;
  if (threads > most) threads = most;
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  if (threads < 1) threads = 1;
  struct part parts[MOST_THREADS];
  thread ids[MOST_THREADS];
  struct barrier barrier = {threads, 0, 0, 0};
  const int shared = byUnits && threads > 1;
  const int per = shared ? k->samples : (k->samples + threads - 1) / threads;
  const size_t bytes = (variants[variant].scratch[precision](k, per, shared ? threads : 1) + 127) / 64 * 64;
  char *scratch = take(bytes * (shared ? 1 : threads));
  if (!scratch) return 1;
  for (int i = 0; i < threads; i++) {
    parts[i] = (struct part){k, {0, k->samples, shared ? i : 0, shared ? threads : 1, shared ? &barrier : NULL, scratch}, variants[variant].run[precision], background, NULL, NULL};
    if (shared) continue;
    parts[i].share.first = (int)((int64_t)k->samples * i / threads);
    parts[i].share.last = (int)((int64_t)k->samples * (i + 1) / threads);
    parts[i].share.scratch = scratch + i * bytes;
  }
  int started[MOST_THREADS] = {0}, failed = 0;
  for (int i = background ? 0 : 1; i < threads; i++) {
    started[i] = !begin(&ids[i], &parts[i]);
    failed |= !started[i];
  }
  if (failed && shared) {
    // Nobody else will come: those that wait are sent home, and all is done on this thread.
    __atomic_store_n(&barrier.stop, 1, __ATOMIC_RELEASE);
    for (int i = 0; i < threads; i++) if (started[i]) end(ids[i]);
    parts[0].share.parts = 1, parts[0].share.barrier = NULL, parts[0].background = 0;
    work_on(&parts[0]);
  } else {
    for (int i = 0; i < threads; i++) if (!started[i]) parts[i].background = 0, work_on(&parts[i]);
    for (int i = 0; i < threads; i++) if (started[i]) end(ids[i]);
  }
  give(scratch);
  return 0;
}

int dense_threads(const struct dense *d, int variant, int size, int threads) {
  const int precision = size == 8;
  if (threads > d->rows) threads = d->rows;
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  if (threads < 1) threads = 1;
  void *packed = take((variants[variant].dense_scratch[precision](d) + 127) / 64 * 64);
  if (!packed) return 1;
  variants[variant].dense_pack[precision](d, packed);
  struct part parts[MOST_THREADS];
  thread ids[MOST_THREADS];
  int started[MOST_THREADS] = {0};
  for (int i = 0; i < threads; i++) {
    const int first = (int)((int64_t)d->rows * i / threads), last = (int)((int64_t)d->rows * (i + 1) / threads);
    parts[i] = (struct part){NULL, {first, last, 0, 1, NULL, packed}, NULL, 0, d, variants[variant].dense_rows[precision]};
    if (i > 0) started[i] = !begin(&ids[i], &parts[i]);
  }
  for (int i = 0; i < threads; i++) if (!started[i]) work_on(&parts[i]);
  for (int i = 0; i < threads; i++) if (started[i]) end(ids[i]);
  give(packed);
  return 0;
}
