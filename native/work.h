// What one run of a cell over a batch needs to know. Pointers are to numbers of the run's own precision, unless said otherwise.
#ifndef GATELAB_WORK_H
#define GATELAB_WORK_H
#include <stddef.h>
#include <stdint.h>

enum kind { LSTM, GRU_RESET_AFTER, GRU_RESET_BEFORE, SIMPLE };
/** The numbers of src/trace/fast/fast-cell.ts. */
enum activation { SIGMOID, TANH, HARD_SIGMOID_2, HARD_SIGMOID_3, RELU, LINEAR };

struct work {
  int kind, gates, states;
  int samples, steps, features, units;
  /** From the last step to the first; series stay indexed by the input's step. */
  int backwards;
  /** At a masked step `output` is zeros instead of what it was before. */
  int zeroMasked;
  /** Packed as src/trace/fast/pack.ts writes them. */
  const void *weights, *bias;
  /** samples × steps × features. */
  const void *x;
  /** samples × units, or NULL for zeros. */
  const void *h0, *c0;
  /** samples × steps, 0 where a step is skipped; or NULL. */
  const uint8_t *mask;
  /** In the order of `fastSeries`, each samples × steps × units. */
  void *series[6];
  /** samples × steps × units; NULL where there is no mask. */
  void *output;
  /** samples × units: the states after the last step. `lastC` is NULL but for an LSTM. */
  void *lastH, *lastC;
  /** Asks to stop, where it is not 0; and counts finished steps of all samples. NULL where nobody looks. */
  int64_t *control;
};

/** Rows times a matrix: out = activation(x · weights + bias), rows × inputs by inputs × columns in C order. */
struct dense {
  int rows, inputs, columns;
  /** One of `enum activation`. */
  int activation;
  const void *x, *weights;
  /** As many as columns; or NULL. */
  const void *bias;
  void *out;
};

/** Threads that share the units of a layer wait for each other here after every step. */
struct barrier {
  int threads, arrived, round, stop;
};

/** Which share of a run is to be done: samples from `first` to `last`, and of their blocks of units every `parts`-th. */
struct share {
  int first, last, part, parts;
  /** NULL where `parts` is 1. */
  struct barrier *barrier;
  /** `scratch` bytes, shared by all parts. */
  void *scratch;
};

/** Waits for the other threads; not 0 where the run is to stop. */
int wait_for_others(struct barrier *, const int64_t *control);

static inline int wants_stop(const int64_t *control) {
  return control && __atomic_load_n(control, __ATOMIC_RELAXED) != 0;
}
#endif
