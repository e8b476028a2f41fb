// Products with a matrix that is packed two columns side by side, input after input, in float32: of many rows of float32 numbers at once
// (the members of an ensemble), and of one row in float64 together with the sizes of its terms. For WebAssembly only.
#include <stddef.h>
#include <wasm_simd128.h>

#ifdef __wasm_relaxed_simd__
#define MADD32 wasm_f32x4_relaxed_madd
#define MADD64 wasm_f64x2_relaxed_madd
#else
#define MADD32(a, b, c) wasm_f32x4_add(wasm_f32x4_mul(a, b), c)
#define MADD64(a, b, c) wasm_f64x2_add(wasm_f64x2_mul(a, b), c)
#endif
#define EXPORT(name) __attribute__((export_name(#name)))

/**
 * out = rows · weights, where rows is inputs × members and out is columns × members: members lie side by side, and are a multiple of 16. Every
 * weight that is loaded serves 16 of them.
 */
EXPORT(multiplyMembers) void multiplyMembers(const float *rows, const float *weights, float *out, int inputs, int pairs, int members) {
  for (int p = 0; p < pairs; p++) {
    for (int m = 0; m < members; m += 16) {
      v128_t a[4], b[4];
      for (int q = 0; q < 4; q++) a[q] = b[q] = wasm_f32x4_splat(0);
      const float *w = weights + (size_t)p * inputs * 2, *row = rows + m;
      for (int k = 0; k < inputs; k++, w += 2, row += members) {
        const v128_t u = wasm_v128_load32_splat(w), v = wasm_v128_load32_splat(w + 1);
        for (int q = 0; q < 4; q++) {
          const v128_t e = wasm_v128_load(row + 4 * q);
          a[q] = MADD32(e, u, a[q]);
          b[q] = MADD32(e, v, b[q]);
        }
      }
      float *to = out + (size_t)p * 2 * members + m;
      for (int q = 0; q < 4; q++) wasm_v128_store(to + 4 * q, a[q]), wasm_v128_store(to + members + 4 * q, b[q]);
    }
  }
}

/** Some pairs together, so that twice as many sums run at the same time. */
static inline __attribute__((always_inline)) void pairsOf(const int n, const double *row, const float *weights, double *sums, double *sizes, int inputs) {
  v128_t z[4], s[4];
  for (int q = 0; q < n; q++) z[q] = s[q] = wasm_f64x2_splat(0);
  for (int k = 0; k < inputs; k++) {
    const v128_t a = wasm_v128_load64_splat(row + k), b = wasm_f64x2_abs(a);
    for (int q = 0; q < n; q++) {
      const v128_t w = wasm_f64x2_promote_low_f32x4(wasm_v128_load64_zero(weights + 2 * ((size_t)q * inputs + k)));
      z[q] = MADD64(a, w, z[q]);
      s[q] = MADD64(b, wasm_f64x2_abs(w), s[q]);
    }
  }
  for (int q = 0; q < n; q++) wasm_v128_store(sums + 2 * q, z[q]), wasm_v128_store(sizes + 2 * q, s[q]);
}

/** sums = row · weights in float64, and sizes = |row| · |weights|. */
EXPORT(multiplyRow) void multiplyRow(const double *row, const float *weights, double *sums, double *sizes, int inputs, int pairs) {
  int p = 0;
  for (; p + 3 < pairs; p += 4) pairsOf(4, row, weights + (size_t)p * inputs * 2, sums + 2 * p, sizes + 2 * p, inputs);
  for (; p < pairs; p++) pairsOf(1, row, weights + (size_t)p * inputs * 2, sums + 2 * p, sizes + 2 * p, inputs);
}
