// Rows times a matrix, in one precision and one width of register, as in cell.h, which is included before: out = activation(x · weights + bias).
//
// The matrix is packed in panels of four registers side by side, input after input, with zeros beyond the last column. A tile of rows
// goes through a panel together; a block of rows that stays in the second cache goes through all panels.

/** Columns of a panel. */
#define PANEL (4 * LANES)
/** Bytes of x that go through all panels before the next. */
#define BLOCK_BYTES 131072

/** Bytes of the packed matrix. */
size_t FN(dense_scratch)(const struct dense *d) {
  return (size_t)(d->columns + PANEL - 1) / PANEL * PANEL * d->inputs * sizeof(T);
}

void FN(dense_pack)(const struct dense *d, void *scratch) {
  T *to = scratch;
  for (int first = 0; first < d->columns; first += PANEL) {
    const int width = d->columns - first < PANEL ? d->columns - first : PANEL;
    const T *from = (const T *)d->weights + first;
    for (int k = 0; k < d->inputs; k++, from += d->columns, to += PANEL) {
      for (int c = 0; c < width; c++) to[c] = from[c];
      for (int c = width; c < PANEL; c++) to[c] = 0;
    }
  }
}

/** What becomes of the sums of a tile: apart from the loop, so that its registers stay free, and in one copy. */
static __attribute__((noinline)) void FN(dense_finish)(const struct dense *d, const T *sums, int groups, int first, int row, int end) {
  for (int s = 0; s < TILE && row + s < end; s++) {
    for (int g = 0; g < groups; g++) {
      const int at = first + g * LANES, left = d->columns - at, count = left < LANES ? left : LANES;
      if (left <= 0) break;
      v bias = splat(0);
      if (d->bias) __builtin_memcpy(&bias, (const T *)d->bias + at, count * sizeof(T));
      const v sum = load(sums + (s * 4 + g) * LANES) + bias;
      FN(put)((T *)d->out + (size_t)(row + s) * d->columns + at, FN(activate)(d->activation, sum), count);
    }
  }
}

/** Up to TILE rows by some registers of a panel. */
INLINE void FN(dense_tile)(const int groups, const struct dense *d, const T *panel, int first, int row, int end) {
  const T *x[TILE];
  v sum[TILE][4];
  UNROLL
  for (int s = 0; s < TILE; s++) {
    // Beyond the last row, that one is computed again.
    x[s] = (const T *)d->x + (size_t)(row + s < end ? row + s : end - 1) * d->inputs;
    UNROLL
    for (int g = 0; g < groups; g++) sum[s][g] = splat(0);
  }
  for (int k = 0; k < d->inputs; k++, panel += PANEL) {
    v w[4];
    UNROLL
    for (int g = 0; g < groups; g++) w[g] = load(panel + g * LANES);
    UNROLL
    for (int s = 0; s < TILE; s++) {
      const v a = splat(x[s][k]);
      UNROLL
      for (int g = 0; g < groups; g++) sum[s][g] = FN(madd)(a, w[g], sum[s][g]);
    }
  }
  T sums[TILE * PANEL];
  UNROLL
  for (int s = 0; s < TILE; s++) {
    UNROLL
    for (int g = 0; g < groups; g++) store(sums + (s * 4 + g) * LANES, sum[s][g]);
  }
  FN(dense_finish)(d, sums, groups, first, row, end);
}

/** Rows `from` to `to`, with the matrix as it was packed. */
void FN(dense_rows)(const struct dense *d, const void *packed, int from, int to) {
  const int fit = (int)(BLOCK_BYTES / (((size_t)d->inputs + 1) * sizeof(T))) / TILE * TILE, rows = fit < TILE ? TILE : fit;
  for (int block = from; block < to; block += rows) {
    const int end = to - block < rows ? to : block + rows;
    const T *panel = packed;
    for (int first = 0; first < d->columns; first += PANEL, panel += (size_t)PANEL * d->inputs) {
      const int groups = (d->columns - first + LANES - 1) / LANES;
      for (int row = block; row < end; row += TILE) {
        if (groups > 2) FN(dense_tile)(4, d, panel, first, row, end);
        else if (groups == 2) FN(dense_tile)(2, d, panel, first, row, end);
        else FN(dense_tile)(1, d, panel, first, row, end);
      }
    }
  }
}
#undef PANEL
#undef BLOCK_BYTES
