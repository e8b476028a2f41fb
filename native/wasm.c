// The same loops for WebAssembly: an engine's instance has one run at a time, on one thread, in a memory that is laid out from outside.
#include "work.h"
void run_f32_wasm(const struct work *, const struct share *);
void run_f64_wasm(const struct work *, const struct share *);
size_t scratch_f32_wasm(const struct work *, int, int);
size_t scratch_f64_wasm(const struct work *, int, int);
size_t dense_scratch_f32_wasm(const struct dense *);
size_t dense_scratch_f64_wasm(const struct dense *);
void dense_pack_f32_wasm(const struct dense *, void *);
void dense_pack_f64_wasm(const struct dense *, void *);
void dense_rows_f32_wasm(const struct dense *, const void *, int, int);
void dense_rows_f64_wasm(const struct dense *, const void *, int, int);

int wait_for_others(struct barrier *barrier, const int64_t *control) { return (void)barrier, wants_stop(control); }

/** Bytes to work in. */
__attribute__((export_name("scratch"))) size_t scratch(const struct work *k, int size) {
  return (size == 8 ? scratch_f64_wasm : scratch_f32_wasm)(k, k->samples, 1);
}

__attribute__((export_name("run"))) void run(const struct work *k, int size, void *room) {
  const struct share share = {0, k->samples, 0, 1, NULL, room};
  (size == 8 ? run_f64_wasm : run_f32_wasm)(k, &share);
}

/** Bytes of the packed matrix. */
__attribute__((export_name("denseScratch"))) size_t denseScratch(const struct dense *d, int size) {
  return (size == 8 ? dense_scratch_f64_wasm : dense_scratch_f32_wasm)(d);
}

__attribute__((export_name("densePack"))) void densePack(const struct dense *d, int size, void *packed) {
  (size == 8 ? dense_pack_f64_wasm : dense_pack_f32_wasm)(d, packed);
}

__attribute__((export_name("dense"))) void dense(const struct dense *d, int size, const void *packed) {
  (size == 8 ? dense_rows_f64_wasm : dense_rows_f32_wasm)(d, packed, 0, d->rows);
}
