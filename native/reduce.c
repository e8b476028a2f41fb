// Reductions of arrays in flat loops, for one kind of processor: VARIANT is its name, BYTES the width of a register. Every sum is kept in float64 and in one order, which
// src/ndarray/reduce.ts has too, so that the numbers are the same to the bit wherever they are computed: this file is compiled without
// fused multiply-adds.
#include "reduce.h"
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
/** Columns that are reduced together: their results stay in the second cache. */
#define COLUMNS 16384
/** Sums that run beside each other where what is reduced lies side by side. */
#define PARTS 8
#define LANES (BYTES / 8)
/** Numbers that are looked at together for one of them. */
#define GLANCE 64

typedef double sums __attribute__((vector_size(LANES * 8)));
typedef int64_t masks __attribute__((vector_size(LANES * 8)));
typedef float of_float __attribute__((vector_size(LANES * 4), aligned(4), may_alias));
typedef double of_double __attribute__((vector_size(LANES * 8), aligned(8), may_alias));

/** The larger or smaller of two; not-a-number where either is, since no comparison with it holds. */
#define MORE(x, best) ((x) > (best) || (x) != (x) ? (x) : (best))
#define LESS(x, best) ((x) < (best) || (x) != (x) ? (x) : (best))
#define PLUS(x, sum) ((sum) + (x))
/** The same of LANES pairs. */
#define CHOOSE(mask, x, y) ((sums)(((mask) & (masks)(x)) | (~(mask) & (masks)(y))))
#define MORE_PARTS(x, best) CHOOSE(((x) > (best)) | ((x) != (x)), x, best)
#define LESS_PARTS(x, best) CHOOSE(((x) < (best)) | ((x) != (x)), x, best)
#define PLUS_PARTS(x, sum) ((sum) + (x))

/** One lane after another, in PARTS sums and one for the rest. */
#define BESIDE(T, TERM, COMBINE, START)                                                    \
  for (size_t lane = 0; lane < r->outer; lane++) {                                         \
    const T *p = (const T *)r->data + lane * r->length;                                    \
    const double mean = r->given ? r->given[lane] : 0;                                     \
    (void)mean;                                                                            \
    sums part[PARTS / LANES];                                                              \
    for (int l = 0; l < PARTS / LANES; l++) part[l] = (sums){0} + START;                   \
    double rest = START;                                                                   \
    size_t at = 0;                                                                         \
    for (; at + PARTS <= r->length; at += PARTS)                                           \
      for (int l = 0; l < PARTS / LANES; l++) {                                            \
        const sums read = __builtin_convertvector(*(const JOIN(of_, T) *)(p + at + l * LANES), sums); \
        const sums x = TERM(read);                                                         \
        part[l] = COMBINE##_PARTS(x, part[l]);                                             \
      }                                                                                    \
    for (; at < r->length; at++) {                                                         \
      const double x = TERM((double)p[at]);                                                \
      rest = COMBINE(x, rest);                                                             \
    }                                                                                      \
    double all[PARTS];                                                                     \
    __builtin_memcpy(all, part, sizeof all);                                               \
    for (int width = PARTS / 2; width > 0; width /= 2)                                     \
      for (int l = 0; l < width; l++) all[l] = COMBINE(all[l + width], all[l]);            \
    out[lane] = COMBINE(rest, all[0]);                                                     \
  }

/** Row after row, all columns of a block together. */
#define ACROSS(T, TERM, COMBINE, START)                                                    \
  for (size_t block = 0; block < r->outer; block++)                                        \
    for (size_t first = 0; first < r->inner; first += COLUMNS) {                           \
      const size_t count = r->inner - first < COLUMNS ? r->inner - first : COLUMNS;        \
      double *to = out + block * r->inner + first;                                         \
      const double *means = r->given ? r->given + block * r->inner + first : to;           \
      const T *p = (const T *)r->data + block * r->length * r->inner + first;              \
      for (size_t c = 0; c < count; c++) to[c] = START;                                    \
      for (size_t row = 0; row < r->length; row++, p += r->inner)                          \
        for (size_t c = 0; c < count; c++) {                                               \
          const double mean = means[c], x = TERM((double)p[c]);                                    \
          (void)mean;                                                                      \
          to[c] = COMBINE(x, to[c]);                                                       \
        }                                                                                  \
    }

#define ITSELF(x) (x)
#define SQUARE(x) (((x) - mean) * ((x) - mean))
#define EITHER(T, TERM, COMBINE, START)                                                    \
  { if (r->inner == 1) { BESIDE(T, TERM, COMBINE, START) } else { ACROSS(T, TERM, COMBINE, START) } break; }

#define SAME(x, wanted) ((x) == (wanted) || ((x) != (x) && (wanted) != (wanted)))
#define REDUCE(T)                                                                          \
  static void JOIN(places_, T)(const struct reduction *r) {                                \
    int32_t *out = r->out;                                                                 \
    for (size_t block = 0; block < r->outer; block++) {                                    \
      const T *p = (const T *)r->data + block * r->length * r->inner;                      \
      const double *given = r->given + block * r->inner;                                   \
      int32_t *to = out + block * r->inner;                                                \
      for (size_t c = 0; c < r->inner; c++) to[c] = -1;                                    \
      if (r->inner > 1) {                                                                  \
        for (size_t row = 0; row < r->length; row++, p += r->inner)                        \
          for (size_t c = 0; c < r->inner; c++)                                            \
            to[c] = (to[c] < 0) & SAME((double)p[c], given[c]) ? (int32_t)row : to[c];     \
        continue;                                                                          \
      }                                                                                    \
      const double wanted = *given;                                                        \
      size_t at = 0;                                                                       \
      if (wanted != wanted) {                                                              \
        while (at < r->length && p[at] == p[at]) at++;                                     \
      } else {                                                                             \
        for (; r->length >= 4 * GLANCE && at + GLANCE <= r->length; at += GLANCE) {        \
          int found = 0;                                                                   \
          for (int l = 0; l < GLANCE; l++) found |= (double)p[at + l] == wanted;           \
          if (found) break;                                                                \
        }                                                                                  \
        while (at < r->length && p[at] != wanted) at++;                                    \
      }                                                                                    \
      if (at < r->length) *to = (int32_t)at;                                               \
    }                                                                                      \
  }                                                                                        \
  static void JOIN(reduce_, T)(const struct reduction *r) {                                \
    double *restrict const out = r->out;                                                   \
    switch (r->what) {                                                                     \
      case SUMS: EITHER(T, ITSELF, PLUS, 0)                                                \
      case SQUARES: EITHER(T, SQUARE, PLUS, 0)                                             \
      case MAXIMA: EITHER(T, ITSELF, MORE, -__builtin_inf())                               \
      case MINIMA: EITHER(T, ITSELF, LESS, __builtin_inf())                                \
      default: JOIN(places_, T)(r);                                                        \
    }                                                                                      \
  }
REDUCE(float)
REDUCE(double)

void JOIN(reduce_, VARIANT)(const struct reduction *r) {
  if (r->size == 4) reduce_float(r);
  else reduce_double(r);
}
