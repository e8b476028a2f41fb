// The recurrent loops in one precision and one width of register: variant.c sets T, I, SIZE, LANES, TILE and NAME and includes this file.
//
// Weights are packed in blocks of up to four registers side by side, for every input (first the features of x, then the units of h):
// i f g o of the same units in an LSTM; z r n in a GRU whose reset comes after the product; z r of two groups of units, and then n of
// four, in one whose reset comes before it; h of four groups of units in a simple cell. A group is as many units as a register has
// lanes. The last group is moved back so that it ends with the last unit: its units are computed twice, and nothing is written
// beyond the end.
#include "work.h"
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define FN(x) JOIN(x##_, NAME)
#define INLINE static inline __attribute__((always_inline))
#ifdef __clang__
#define UNROLL _Pragma("clang loop unroll(full)")
#else
#define UNROLL _Pragma("GCC unroll 8")
#endif

typedef T FN(v) __attribute__((vector_size(LANES * SIZE), aligned(SIZE), may_alias));
typedef I FN(vi) __attribute__((vector_size(LANES * SIZE), aligned(SIZE), may_alias));
#define v FN(v)
#define vi FN(vi)

INLINE v FN(load)(const T *p) { return *(const v *)p; }
INLINE void FN(store)(T *p, v a) { *(v *)p = a; }
INLINE v FN(splat)(T a) { return a - (v){0}; }
/** a · b + c, rounded once where the machine can. */
INLINE v FN(madd)(v a, v b, v c) {
#ifdef __wasm_relaxed_simd__
  return (v)JOIN(JOIN(wasm_, SHAPE), _relaxed_madd)((v128_t)a, (v128_t)b, (v128_t)c);
#else
  return a * b + c;
#endif
}
INLINE v FN(select)(vi m, v a, v b) { return (v)((m & (vi)a) | (~m & (vi)b)); }

// The larger and the smaller of x and a limit. Not-a-number stays what it is: machines' own instructions give the second operand then.
#if defined(__AVX512F__) && LANES * SIZE == 64
#define MACHINE(op) JOIN(_mm512_##op##_, PACKED)
#elif defined(__AVX2__) && LANES * SIZE == 32
#define MACHINE(op) JOIN(_mm256_##op##_, PACKED)
#elif defined(__SSE2__) && LANES * SIZE == 16
#define MACHINE(op) JOIN(_mm_##op##_, PACKED)
#elif defined(__wasm_simd128__)
#define MACHINE(op) JOIN(JOIN(wasm_, SHAPE), _p##op)
#endif
#ifdef MACHINE
#if defined(__wasm_simd128__)
INLINE v FN(atLeast)(v x, T low) { return (v)MACHINE(max)((v128_t)x, (v128_t)FN(splat)(low)); }
INLINE v FN(atMost)(v x, T high) { return (v)MACHINE(min)((v128_t)x, (v128_t)FN(splat)(high)); }
#else
typedef __typeof__(MACHINE(setzero)()) FN(machine);
INLINE v FN(atLeast)(v x, T low) { return (v)MACHINE(max)((FN(machine))FN(splat)(low), (FN(machine))x); }
INLINE v FN(atMost)(v x, T high) { return (v)MACHINE(min)((FN(machine))FN(splat)(high), (FN(machine))x); }
#endif
#undef MACHINE
#else
INLINE v FN(atLeast)(v x, T low) { return FN(select)(x < low, FN(splat)(low), x); }
INLINE v FN(atMost)(v x, T high) { return FN(select)(x > high, FN(splat)(high), x); }
#endif
#define load FN(load)
#define store FN(store)
#define splat FN(splat)

INLINE v FN(clip)(v x, T low, T high) { return FN(atMost)(FN(atLeast)(x, low), high); }

#if SIZE == 4
INLINE v FN(quotient)(v a, v b) {
#if defined(__AVX512F__) && LANES == 16
  // A division takes as long as the polynomial: an estimate of the reciprocal, made exact by two steps of Newton's.
  __m512 r = _mm512_rcp14_ps((__m512)b);
  r = _mm512_fmadd_ps(r, _mm512_fnmadd_ps((__m512)b, r, _mm512_set1_ps(1)), r);
  __m512 q = _mm512_mul_ps((__m512)a, r);
  return (v)_mm512_fmadd_ps(r, _mm512_fnmadd_ps((__m512)b, q, (__m512)a), q);
#else
  return a / b;
#endif
}

/** x P(x²) / Q(x²) up to |x| = 9, where float32 rounds tanh to 1; relative error 7e-9 before rounding. */
INLINE v FN(tanh)(v x) {
  x = FN(clip)(x, -9.01f, 9.01f);
  v u = x * x;
  v p = splat(-8.462171505021163e-14f);
  p = FN(madd)(p, u, splat(5.26780542361304e-11f));
  p = FN(madd)(p, u, splat(-2.020451577327099e-8f));
  p = FN(madd)(p, u, splat(1.1149269345789771e-5f));
  p = FN(madd)(p, u, splat(0.003103477919660635f));
  p = FN(madd)(p, u, splat(0.13083582810572447f));
  p = FN(madd)(p, u, splat(0.9999999933067001f));
  v q = splat(0.0002545446738320564f);
  q = FN(madd)(q, u, splat(0.024493276586547482f));
  q = FN(madd)(q, u, splat(0.46416909842978876f));
  q = FN(madd)(q, u, splat(1.0f));
  return FN(clip)(FN(quotient)(x * p, q), -1, 1);
}
INLINE v FN(sigmoid)(v x) { return FN(tanh)(x * 0.5f) * 0.5f + 0.5f; }
#else
/**
 * exp(x) − 1 for x ≤ 0: x = n ln2 + r, the Taylor polynomial of exp(r) − 1, and 2ⁿ put together from its bits. Nothing overflows, and
 * small numbers keep their digits.
 */
INLINE v FN(expm1)(v x) {
  x = FN(atLeast)(x, -708);
  // Adding 1.5 · 2⁵² leaves the nearest whole number in the lowest bits of the sum.
  v shifted = x * 1.4426950408889634 + splat(6755399441055744.0);
  v n = shifted - 6755399441055744.0;
  v r = x - n * 0.693147180369123816490;
  r = r - n * 1.90821492927058770002e-10;
  v p = splat(1 / 6227020800.0);
  p = FN(madd)(p, r, splat(1 / 479001600.0));
  p = FN(madd)(p, r, splat(1 / 39916800.0));
  p = FN(madd)(p, r, splat(1 / 3628800.0));
  p = FN(madd)(p, r, splat(1 / 362880.0));
  p = FN(madd)(p, r, splat(1 / 40320.0));
  p = FN(madd)(p, r, splat(1 / 5040.0));
  p = FN(madd)(p, r, splat(1 / 720.0));
  p = FN(madd)(p, r, splat(1 / 120.0));
  p = FN(madd)(p, r, splat(1 / 24.0));
  p = FN(madd)(p, r, splat(1 / 6.0));
  p = FN(madd)(p, r, splat(0.5));
  p = p * r * r + r;
  v scale = (v)(((vi)shifted + 1023) << 52);
  return scale * p + (scale - 1.0);
}
INLINE v FN(tanh)(v x) {
  vi sign = (vi)x & (vi)splat(-0.0);
  v e = FN(expm1)((v)((vi)x ^ sign) * -2.0);
  return (v)((vi)(-e / (e + 2.0)) | sign);
}
INLINE v FN(sigmoid)(v x) {
  v e = FN(expm1)((v)((vi)x | (vi)splat(-0.0)));
  v positive = 1.0 / (e + 2.0);
  return FN(select)(x < 0, (e + 1.0) * positive, positive);
}
#endif

INLINE v FN(activate)(int which, v x) {
  switch (which) {
    case SIGMOID: return FN(sigmoid)(x);
    case TANH: return FN(tanh)(x);
    case HARD_SIGMOID_2: return FN(clip)(x * (T)0.2 + (T)0.5, 0, 1);
    case HARD_SIGMOID_3: return FN(clip)(x + (T)3, 0, 6) / (T)6;
    case RELU: return FN(atLeast)(x, 0);
    default: return x;
  }
}

/** Where a step stands, and where it goes: rows of the first sample, and how far the next sample's are away. */
typedef struct {
  const struct work *k;
  const T *x, *h, *c;
  T *hNext, *cNext, *reset;
  size_t ldx, ld, row, ldRow;
  /** The pass that is done: 0, or 1 for the candidate of a GRU whose reset comes before the product. */
  int pass;
} FN(step);

/** One block of weights. */
typedef struct {
  const T *weights, *bias, *ahead;
  int columns, groups, first;
} FN(block);

/** The first unit of a group. */
INLINE int FN(unitOf)(int group, int units) {
  return units >= LANES && (group + 1) * LANES > units ? units - LANES : group * LANES;
}

INLINE void FN(put)(T *to, v value, int count) {
  if (count >= LANES) store(to, value);
  else __builtin_memcpy(to, &value, count * sizeof(T));
}

/** Turns the four sums of a block of one sample into series and the next states. */
static __attribute__((noinline)) void FN(finish)(const FN(step) *s, const FN(block) *b, int sample, const T *sums) {
  const struct work *k = s->k;
  const size_t own = (size_t)sample * s->ld, row = s->row + (size_t)sample * s->ldRow;
  const int units = k->units;
  if (b->groups == 1) {
    const int at = FN(unitOf)(b->first, units), count = units - at;
    v z0 = load(sums), z1 = load(sums + LANES), z2 = load(sums + 2 * LANES), z3 = load(sums + 3 * LANES);
    T *const out = (T *)k->series[0] + row + at;
#define OUT(n) ((T *)k->series[n] + row + at)
    if (k->kind == LSTM) {
      v i, f, g, o, c, h;
      if (k->gates == SIGMOID && k->states == TANH) {
        // The usual case without branches, so that the four run at the same time.
        i = FN(sigmoid)(z0), f = FN(sigmoid)(z1), g = FN(tanh)(z2), o = FN(sigmoid)(z3);
        c = f * load(s->c + own + at) + i * g;
        h = o * FN(tanh)(c);
      } else {
        i = FN(activate)(k->gates, z0), f = FN(activate)(k->gates, z1);
        g = FN(activate)(k->states, z2), o = FN(activate)(k->gates, z3);
        c = f * load(s->c + own + at) + i * g;
        h = o * FN(activate)(k->states, c);
      }
      FN(put)(out, i, count), FN(put)(OUT(1), f, count), FN(put)(OUT(2), g, count);
      FN(put)(OUT(3), o, count), FN(put)(OUT(4), c, count), FN(put)(OUT(5), h, count);
      store(s->cNext + own + at, c), store(s->hNext + own + at, h);
    } else {
      v z = FN(activate)(k->gates, z0), r = FN(activate)(k->gates, z1);
      v n = FN(activate)(k->states, z2 + r * z3);
      v h = z * load(s->h + own + at) + ((T)1 - z) * n;
      FN(put)(out, z, count), FN(put)(OUT(1), r, count), FN(put)(OUT(2), n, count), FN(put)(OUT(3), h, count);
      store(s->hNext + own + at, h);
    }
    return;
  }
  const int columns = 4 / b->groups;
  for (int q = 0; q < b->groups && (b->first + q) * LANES < units; q++, sums += columns * LANES) {
    const int at = FN(unitOf)(b->first + q, units), count = units - at;
    if (k->kind == SIMPLE) {
      v h = FN(activate)(k->states, load(sums));
      FN(put)(OUT(0), h, count), store(s->hNext + own + at, h);
    } else if (s->pass == 0) {
      v z = FN(activate)(k->gates, load(sums)), r = FN(activate)(k->gates, load(sums + LANES));
      FN(put)(OUT(0), z, count), FN(put)(OUT(1), r, count);
      // The next state's place keeps z until the candidate is known.
      store(s->hNext + own + at, z), store(s->reset + own + at, r * load(s->h + own + at));
    } else {
      v n = FN(activate)(k->states, load(sums)), z = load(s->cNext + own + at);
      v h = z * load(s->h + own + at) + ((T)1 - z) * n;
      FN(put)(OUT(2), n, count), FN(put)(OUT(3), h, count), store(s->hNext + own + at, h);
    }
  }
#undef OUT
}

/** Adds the products of some rows of weights to the sums of n samples; column `last` takes the last of three. */
INLINE void FN(add)(v *z, const int n, const int columns, const int last, const T **weights, const T *a, size_t lda, int rows, const T *ahead) {
  const T *w = *weights;
  for (int k = 0; k < rows; k++, w += columns * LANES) {
    // One line a row: the next block's weights arrive while this one's are used by all samples.
    __builtin_prefetch(ahead + k * (64 / SIZE), 0, 2);
    v w0 = load(w), w1 = load(w + LANES), w2 = load(w + 2 * LANES), w3 = columns == 4 ? load(w + 3 * LANES) : w2;
    UNROLL
    for (int s = 0; s < n; s++) {
      v x = splat(a[s * lda + k]);
      z[4 * s] = FN(madd)(x, w0, z[4 * s]);
      z[4 * s + 1] = FN(madd)(x, w1, z[4 * s + 1]);
      if (columns == 4) {
        z[4 * s + 2] = FN(madd)(x, w2, z[4 * s + 2]);
        z[4 * s + 3] = FN(madd)(x, w3, z[4 * s + 3]);
      } else z[4 * s + last] = FN(madd)(x, w2, z[4 * s + last]);
    }
  }
  *weights = w;
}

/** Rows of a block that are done in one go, so that its weights stay in the first cache while the samples pass. */
#define ROWS (16384 / (4 * LANES * SIZE))

/** Rows from..to of a block for n samples from `sample` on; sums wait in `sums` between the pieces. */
INLINE void FN(piece)(const FN(step) *s, const FN(block) *b, const int n, const int columns, int sample, int from, int to, T *sums) {
  const int features = s->k->features, rows = features + s->k->units;
  v z[4 * TILE];
  UNROLL
  for (int i = 0; i < n; i++) {
    UNROLL
    for (int g = 0; g < 4; g++) z[4 * i + g] = load(from == 0 ? b->bias + g * LANES : sums + (4 * i + g) * LANES);
  }
  const T *w = b->weights + (size_t)from * columns * LANES, *ahead = b->ahead + (size_t)from * columns * LANES + (size_t)(sample / n) * (to - from) * (64 / SIZE);
  const int fromX = from < features ? features - from : 0, nx = to - from < fromX ? to - from : fromX;
  const T *h = s->pass ? s->reset : s->h;
  FN(add)(z, n, columns, 2, &w, s->x + sample * s->ldx + from, s->ldx, nx, ahead);
  const int done = from + nx - features;
  if (to > features) FN(add)(z, n, columns, 3, &w, h + sample * s->ld + done, s->ld, to - from - nx, ahead + nx * (64 / SIZE));
  UNROLL
  for (int i = 0; i < 4 * n; i++) store(sums + i * LANES, z[i]);
  if (to == rows) {
    for (int i = 0; i < n; i++) FN(finish)(s, b, sample + i, sums + 4 * i * LANES);
  }
}
#define TILE_OF(n) \
  static __attribute__((noinline)) void FN(tile##n)(const FN(step) *s, const FN(block) *b, int sample, int from, int to, T *sums) { \
    if (b->columns == 4) FN(piece)(s, b, n, 4, sample, from, to, sums); \
    else FN(piece)(s, b, n, 3, sample, from, to, sums); }
TILE_OF(1)
TILE_OF(2)
#if TILE >= 3
TILE_OF(3)
#endif
#if TILE >= 6
TILE_OF(6)
#endif

/** All samples of a block. */
static void FN(runBlock)(const FN(step) *s, const FN(block) *b, int count, T *sums) {
  const int rows = s->k->features + s->k->units, piece = count > TILE ? ROWS : rows;
  for (int from = 0; from == 0 || from < rows; from += piece) {
    const int to = rows - from <= piece ? rows : from + piece;
    int i = 0;
#define TILES(n) for (; i + n <= count; i += n) FN(tile##n)(s, b, i, from, to, sums + 4 * i * LANES)
#if TILE >= 6
    TILES(6);
#endif
#if TILE >= 3
    TILES(3);
#endif
    TILES(2);
    TILES(1);
#undef TILES
    if (to == rows) break;
  }
}

/** Two blocks of one sample at the same time: one alone has too few sums to keep the multipliers busy. */
static __attribute__((noinline)) void FN(runPair)(const FN(step) *s, const FN(block) *b, T *sums) {
  const int features = s->k->features, units = s->k->units, four = b->columns == 4;
  const T *h = s->pass ? s->reset : s->h;
  v y[4], z[4];
  UNROLL
  for (int g = 0; g < 4; g++) y[g] = load(b[0].bias + g * LANES), z[g] = load(b[1].bias + g * LANES);
  const T *w = b[0].weights, *u = b[1].weights;
#define ADD(to, from, q) to = FN(madd)(x, load(from + q * LANES), to);
#define ROW(a) { const v x = splat(a); \
    ADD(y[0], w, 0) ADD(z[0], u, 0) ADD(y[1], w, 1) ADD(z[1], u, 1) \
    if (four) { ADD(y[2], w, 2) ADD(z[2], u, 2) ADD(y[3], w, 3) ADD(z[3], u, 3) w += 4 * LANES; u += 4 * LANES; } \
    else { ADD(LAST, w, 2) ADD(LAST2, u, 2) w += 3 * LANES; u += 3 * LANES; } }
#define LAST y[2]
#define LAST2 z[2]
  for (int r = 0; r < features; r++) ROW(s->x[r])
#undef LAST
#undef LAST2
#define LAST y[3]
#define LAST2 z[3]
  for (int r = 0; r < units; r++) ROW(h[r])
#undef LAST
#undef LAST2
#undef ROW
#undef ADD
  UNROLL
  for (int g = 0; g < 4; g++) store(sums + g * LANES, y[g]), store(sums + (4 + g) * LANES, z[g]);
  FN(finish)(s, b, 0, sums);
  FN(finish)(s, b + 1, 0, sums + 4 * LANES);
}

/** One pass of one step over the blocks that are this share's. */
static void FN(runPass)(const FN(step) *s, const T *weights, const T *bias, int columns, int groups, int count, const struct share *share, T *sums) {
  const struct work *k = s->k;
  const int all = (k->units + LANES - 1) / LANES, blocks = (all + groups - 1) / groups;
  const size_t length = (size_t)(k->features + k->units) * columns * LANES;
  // Neighbouring blocks belong to the same share.
  const int begin = (int)((int64_t)blocks * share->part / share->parts);
  const int end = (int)((int64_t)blocks * (share->part + 1) / share->parts);
  for (int j = begin; j < end; j++) {
    FN(block) b[2];
    for (int q = 0; q < 2; q++) {
      const int next = j + q + 1 < blocks ? j + q + 1 : j;
      b[q] = (FN(block)){weights + (size_t)(j + q) * length, bias + (size_t)(j + q) * 4 * LANES, weights + (size_t)next * length, columns, groups, (j + q) * groups};
    }
    if (count == 1 && j + 1 < end) FN(runPair)(s, b, sums), j++;
    else FN(runBlock)(s, b, count, sums);
  }
}

/** What a masked step leaves: the states as they were, and what the layer gives out instead. */
static void FN(applyMask)(const FN(step) *s, int sample, int step, int samplesBefore) {
  const struct work *k = s->k;
  const size_t bytes = k->units * sizeof(T), own = (size_t)sample * s->ld, row = s->row + (size_t)sample * s->ldRow;
  T *h = (T *)k->series[k->kind == LSTM ? 5 : k->kind == SIMPLE ? 0 : 3] + row, *out = k->output ? (T *)k->output + row : NULL;
  const int at = k->backwards ? k->steps - 1 - step : step;
  if (k->mask[(size_t)(samplesBefore + sample) * k->steps + at]) {
    if (out) __builtin_memcpy(out, h, bytes);
    return;
  }
  __builtin_memcpy(h, s->h + own, bytes);
  __builtin_memcpy(s->hNext + own, s->h + own, bytes);
  if (k->kind == LSTM) {
    __builtin_memcpy((T *)k->series[4] + row, s->c + own, bytes);
    __builtin_memcpy(s->cNext + own, s->c + own, bytes);
  }
  if (!out) return;
  if (k->zeroMasked || step == 0) __builtin_memset(out, 0, bytes);
  else __builtin_memcpy(out, k->backwards ? out + k->units : out - k->units, bytes);
}

/** Numbers from one sample's state to the next: room for a register beyond the last unit, and not a power of two. */
INLINE size_t FN(ldOf)(const struct work *k) { return ((size_t)k->units + LANES + 15) / 16 * 16 + 16; }

/** Samples that go through the steps together. Small weights stay in the first cache: few samples, through all steps. Large ones: all. */
INLINE int FN(groupOf)(const struct work *k, int count) {
  const int groups = (k->units + LANES - 1) / LANES;
  const size_t bytes = (size_t)groups * (k->features + k->units) * 4 * LANES * SIZE;
  return bytes <= 65536 && count > TILE ? TILE : count;
}

/** Bytes that a share of `count` samples needs to work in. */
size_t FN(scratch)(const struct work *k, int count, int parts) {
  const int n = FN(groupOf)(k, count);
  return (5 * n * FN(ldOf)(k) + (size_t)parts * (n + 1) * 4 * LANES) * sizeof(T);
}

/** All steps of a share's samples. */
void FN(run)(const struct work *k, const struct share *share) {
  const int all = share->last - share->first, units = k->units, group = FN(groupOf)(k, all);
  const size_t ld = FN(ldOf)(k), half = (size_t)group * ld;
  T *const base = share->scratch, *sums = base + 5 * half + (size_t)share->part * (group + 1) * 4 * LANES;
  const int gru = k->kind == GRU_RESET_BEFORE, columns = k->kind == GRU_RESET_AFTER ? 3 : 4;
  const int groups = k->kind == SIMPLE ? 4 : gru ? 2 : 1;
  const int pairs = ((units + LANES - 1) / LANES + 1) / 2;
  const T *weights = k->weights, *bias = k->bias;
  int64_t done = 0;
  for (int g = 0; g < all; g += group) {
    const int first = share->first + g, count = all - g < group ? all - g : group;
    T *h = base, *c = h + half, *h2 = c + half, *c2 = h2 + half, *reset = c2 + half;
    if (share->part == 0) {
      __builtin_memset(base, 0, 4 * half * sizeof(T));
      for (int s = 0; s < count; s++) {
        if (k->h0) __builtin_memcpy(h + s * ld, (const T *)k->h0 + (size_t)(first + s) * units, units * sizeof(T));
        if (k->c0) __builtin_memcpy(c + s * ld, (const T *)k->c0 + (size_t)(first + s) * units, units * sizeof(T));
      }
    }
    if (share->barrier && wait_for_others(share->barrier, k->control)) return;
    for (int t = 0; t < k->steps; t++) {
      const size_t at = k->backwards ? k->steps - 1 - t : t, row = (size_t)first * k->steps + at;
      FN(step) s = {k, (const T *)k->x + row * k->features, h, c, gru ? c2 : h2, c2, reset, (size_t)k->steps * k->features, ld, row * units, (size_t)k->steps * units, 0};
      FN(runPass)(&s, weights, bias, columns, groups, count, share, sums);
      if (gru) {
        if (share->barrier && wait_for_others(share->barrier, k->control)) return;
        s.hNext = h2, s.pass = 1;
        FN(runPass)(&s, weights + (size_t)pairs * (k->features + units) * 4 * LANES, bias + (size_t)pairs * 4 * LANES, 4, 4, count, share, sums);
      }
      if (share->barrier && wait_for_others(share->barrier, k->control)) return;
      if (k->mask) {
        if (share->part == 0) for (int i = 0; i < count; i++) FN(applyMask)(&s, i, t, first);
        if (share->barrier && wait_for_others(share->barrier, k->control)) return;
      }
      T *swap = h; h = h2, h2 = swap, swap = c, c = c2, c2 = swap;
      if (!k->control || share->part != 0) continue;
      if (!share->barrier && wants_stop(k->control)) return;
      done += count;
      if (done < 64 && t + 1 < k->steps) continue;
      __atomic_fetch_add(k->control + 1, done, __ATOMIC_RELAXED);
      done = 0;
    }
    if (share->part == 0) for (int s = 0; s < count; s++) {
      __builtin_memcpy((T *)k->lastH + (size_t)(first + s) * units, h + s * ld, units * sizeof(T));
      if (k->lastC) __builtin_memcpy((T *)k->lastC + (size_t)(first + s) * units, c + s * ld, units * sizeof(T));
    }
  }
}
