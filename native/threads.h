#ifndef GATELAB_THREADS_H
#define GATELAB_THREADS_H
#include "reduce.h"
#include "work.h"

/** The most threads of one run. */
#define MOST_THREADS 64

/** How the loops were compiled that this processor runs best: a number for `lanes`, `name` and `run_threads`. */
int best_variant(void);
/** How many variants there are; those up to `best_variant` run here. */
int variant_count(void);
const char *variant_name(int variant);
/** Numbers of `size` bytes in a register. */
int lanes_of(int variant, int size);

/**
 * Does a run on up to `threads` threads, this one among them, or, where `background` is set, only on threads that give way to others.
 * @returns 0, or 1 where memory or threads are lacking.
 */
int run_threads(const struct work *, int variant, int size, int threads, int background);
/** The same for rows times a matrix, which are shared out. */
int dense_threads(const struct dense *, int variant, int size, int threads);
void reduce_by(const struct reduction *, int variant);
#endif
