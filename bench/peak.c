// What a core can do at most, for bench/trace.mjs: for every line that it reads, it writes multiply-adds in float32 and float64 and bytes copied, each as
// operations or bytes a second of CPU time.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/** As many sums at a time as keep two units busy whose results take some cycles, and fit into the registers. */
#define SUMS 12
#define TURNS 4000000
#ifdef __AVX512F__
#define BYTES 64
#elif defined(__AVX2__)
#define BYTES 32
#else
#define BYTES 16
#endif

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

#define PEAK(name, T)                                                          \
  typedef T name##_v __attribute__((vector_size(BYTES)));                      \
  static double name(volatile T *sink) {                                       \
    name##_v sum[SUMS], a = {0}, b = {0};                                      \
    for (int i = 0; i < SUMS; i++) sum[i] = a + (T)i;                          \
    a = a + (T)0.999 + *sink, b = b + (T)1e-3 + *sink;                         \
    const double start = now();                                                \
    for (int k = 0; k < TURNS; k++)                                            \
      _Pragma("GCC unroll 12") for (int i = 0; i < SUMS; i++) sum[i] = sum[i] * a + b; \
    const double took = now() - start;                                         \
    for (int i = 0; i < SUMS; i++) *sink = *sink + 0 * sum[i][0];              \
    return 2.0 * SUMS * TURNS * (BYTES / sizeof(T)) / took;                    \
  }
PEAK(single, float)
PEAK(twice, double)

static double copied(char *to, const char *from, size_t bytes) {
  const double start = now();
  memcpy(to, from, bytes);
  // Read and written.
  return 2.0 * bytes / (now() - start);
}

int main(void) {
  const size_t bytes = (size_t)256 << 20;
  char *from = malloc(bytes), *to = malloc(bytes), line[4096];
  if (!from || !to) return 1;
  memset(from, 1, bytes), memset(to, 2, bytes);
  volatile float none = 0;
  volatile double nothing = 0;
  while (fgets(line, sizeof line, stdin)) {
    printf("{\"float32\":%.4g,\"float64\":%.4g,\"memory\":%.4g}\n", single(&none), twice(&nothing), copied(to, from, bytes));
    fflush(stdout);
  }
  return 0;
}
