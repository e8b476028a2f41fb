// The loops in both precisions for one kind of processor: VARIANT is its name, BYTES the width of a register, TILE how many samples share
// what is loaded of the weights.
#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif
#define T float
#define I int32_t
#define SIZE 4
#define LANES (BYTES / 4)
#define PACKED ps
#define SHAPE f32x4
#define NAME JOIN(f32_, VARIANT)
#include "cell.h"
#include "dense.h"
#undef T
#undef I
#undef SIZE
#undef LANES
#undef PACKED
#undef SHAPE
#undef NAME
#undef ROWS
#undef TILE_OF
#undef v
#undef vi
#undef load
#undef store
#undef splat
#define T double
#define I int64_t
#define SIZE 8
#define LANES (BYTES / 8)
#define PACKED pd
#define SHAPE f64x2
#define NAME JOIN(f64_, VARIANT)
#include "cell.h"
#include "dense.h"
