// What a reduction needs to know.
#ifndef GATELAB_REDUCE_H
#define GATELAB_REDUCE_H
#include <stddef.h>
#include <stdint.h>

/** The numbers of src/ndarray/compiled-reductions.ts. */
enum what { SUMS, SQUARES, MAXIMA, MINIMA, PLACES };

/** For each of `outer` blocks, `length` rows of `inner` neighbours; the rows are reduced. */
struct reduction {
  int what;
  /** Bytes of a number: 4 or 8. */
  int size;
  const void *data;
  /** outer × inner: what SQUARES are around, what PLACES looks for; NULL otherwise. */
  const double *given;
  /** outer × inner: doubles, or for PLACES int32_t, −1 where there is none. */
  void *out;
  size_t outer, length, inner;
};
#endif
