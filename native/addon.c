// The door to Node: everything that comes in is checked here before a loop reads it.
//
//   lanes(bytes)           numbers of so many bytes in a register
//   variants               what the loops were compiled for, as far as it runs here; the last is used
//   select(name)           uses another one, for tests
//   allocate(bytes)        an ArrayBuffer of memory that is used again when it is collected, or undefined where there is none
//   advise(arrayBuffer)    asks for large pages under memory that nobody has touched yet
//   digest(arrays)         a number that tells one content of typed arrays from another
//   reduce(...)            sums, extremes or places along the middle one of three axes
//   dense(...)             rows times a matrix
//   run(...)               does a run; start(...) does it on other threads and gives a promise
#define NAPI_VERSION 8
#include <node_api.h>
#include <stdlib.h>
#include <string.h>
#include "memory.h"
#include "threads.h"

static int variant;

/** The arguments of a run, in their order; those that may be null come last before the series. */
enum { NUMBERS, WEIGHTS, BIAS, X, LAST_H, LAST_C, H0, C0, MASK, OUTPUT, CONTROL, SERIES, ARGUMENTS = SERIES + 6 };
/** What the numbers are. */
enum { KIND, GATES, STATES, SAMPLES, STEPS, FEATURES, UNITS, BACKWARDS, ZERO_MASKED, SIZE_OF, THREADS, PACKED_WEIGHTS, PACKED_BIAS, NUMBER_COUNT };

struct running {
  struct work work;
  int size, threads, failed;
  napi_async_work async;
  napi_deferred deferred;
  napi_ref arguments;
};

static napi_value fail(napi_env env, const char *text) {
  napi_throw_range_error(env, "ERR_GATELAB_ARGUMENT", text);
  return NULL;
}

static int is_nothing(napi_env env, napi_value value) {
  napi_valuetype type;
  return napi_typeof(env, value, &type) != napi_ok || type == napi_undefined || type == napi_null;
}

/** The numbers of a typed array of this type that holds at least `wanted` of them; NULL and an error otherwise. */
static void *numbers_of(napi_env env, napi_value value, napi_typedarray_type type, double wanted, const char *refusal) {
  bool is_typed = false;
  napi_typedarray_type found;
  size_t length = 0;
  void *data = NULL;
  static double none[8];
  if (napi_is_typedarray(env, value, &is_typed) != napi_ok || !is_typed
      || napi_get_typedarray_info(env, value, &found, &length, &data, NULL, NULL) != napi_ok
      || found != type || (double)length < wanted || (wanted > 0 && !data)) {
    fail(env, refusal);
    return NULL;
  }
  return data ? data : none;
}

/** Reads and checks the arguments of a run; 0 where an error waits. */
static int read_run(napi_env env, const napi_value *args, struct running *r) {
  const int32_t *n = numbers_of(env, args[NUMBERS], napi_int32_array, NUMBER_COUNT, "A run takes its numbers as an Int32Array");
  if (!n) return 0;
  static const int series_of[] = {6, 4, 4, 1};
  if (n[KIND] < LSTM || n[KIND] > SIMPLE || n[GATES] < 0 || n[GATES] > LINEAR || n[STATES] < 0 || n[STATES] > LINEAR || n[SAMPLES] < 0 || n[STEPS] < 0
      || n[FEATURES] < 0 || n[UNITS] < 1 || (n[SIZE_OF] != 4 && n[SIZE_OF] != 8))
    return fail(env, "A run's numbers are out of range"), 0;
  struct work *k = &r->work;
  *k = (struct work){.kind = n[KIND], .gates = n[GATES], .states = n[STATES], .samples = n[SAMPLES], .steps = n[STEPS], .features = n[FEATURES],
    .units = n[UNITS], .backwards = n[BACKWARDS], .zeroMasked = n[ZERO_MASKED]};
  r->size = n[SIZE_OF], r->threads = n[THREADS];
  const napi_typedarray_type type = r->size == 4 ? napi_float32_array : napi_float64_array;
  const double lanes = lanes_of(variant, r->size), units = k->units, rows = (double)k->samples * k->steps, state = k->samples * units;
  const double groups = ((int64_t)k->units + (int)lanes - 1) / (int)lanes, inputs = (double)k->features + units;
  const double halves = (double)(((int64_t)groups + 1) / 2), quarters = (double)(((int64_t)groups + 3) / 4);
  const double blocks = k->kind == SIMPLE ? quarters : k->kind == GRU_RESET_BEFORE ? halves + quarters : groups;
  const double columns = k->kind == GRU_RESET_AFTER ? 3 : 4;
#define TAKE(field, at, wanted, what) if (!(k->field = numbers_of(env, args[at], type, wanted, "A run's " what " is missing, too short or of another type"))) return 0
  TAKE(weights, WEIGHTS, blocks * inputs * columns * lanes, "weights");
  TAKE(bias, BIAS, blocks * 4 * lanes, "bias");
  TAKE(x, X, rows * k->features, "input");
  TAKE(lastH, LAST_H, state, "last h");
  if (k->kind == LSTM) TAKE(lastC, LAST_C, state, "last c");
  if (!is_nothing(env, args[H0])) TAKE(h0, H0, state, "first h");
  if (k->kind == LSTM && !is_nothing(env, args[C0])) TAKE(c0, C0, state, "first c");
  if (!is_nothing(env, args[MASK])) {
    if (!(k->mask = numbers_of(env, args[MASK], napi_uint8_array, rows, "A run's mask is too short or of another type"))) return 0;
    TAKE(output, OUTPUT, rows * units, "output");
  }
  for (int s = 0; s < series_of[k->kind]; s++) TAKE(series[s], SERIES + s, rows * units, "series");
  if (!is_nothing(env, args[CONTROL])
      && !(k->control = numbers_of(env, args[CONTROL], napi_bigint64_array, 2, "A run's control is a BigInt64Array of two numbers"))) return 0;
  return 1;
}

static napi_value run(napi_env env, napi_callback_info info) {
  size_t argc = ARGUMENTS;
  napi_value args[ARGUMENTS];
  struct running r = {0};
  if (napi_get_cb_info(env, info, &argc, args, NULL, NULL) != napi_ok || !read_run(env, args, &r)) return NULL;
  if (run_threads(&r.work, variant, r.size, r.threads, 0)) napi_throw_error(env, "ERR_GATELAB_MEMORY", "There is not enough memory for a run");
  return NULL;
}

static void execute(napi_env env, void *data) {
  (void)env;
  struct running *r = data;
  r->failed = run_threads(&r->work, variant, r->size, r->threads, 1);
}

static void complete(napi_env env, napi_status status, void *data) {
  struct running *r = data;
  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);
  napi_value value;
  if (r->failed || status != napi_ok) {
    napi_value text;
    napi_create_string_utf8(env, r->failed ? "There is not enough memory for a run" : "A run was given up before it began", NAPI_AUTO_LENGTH, &text);
    napi_create_error(env, NULL, text, &value);
    napi_reject_deferred(env, r->deferred, value);
  } else {
    napi_get_undefined(env, &value);
    napi_resolve_deferred(env, r->deferred, value);
  }
  napi_delete_reference(env, r->arguments);
  napi_delete_async_work(env, r->async);
  napi_close_handle_scope(env, scope);
  free(r);
}

static napi_value start(napi_env env, napi_callback_info info) {
  size_t argc = ARGUMENTS;
  napi_value args[ARGUMENTS], kept, name, promise;
  if (napi_get_cb_info(env, info, &argc, args, NULL, NULL) != napi_ok) return NULL;
  struct running *r = calloc(1, sizeof *r);
  if (!r) return fail(env, "There is not enough memory for a run");
  if (!read_run(env, args, r)) { free(r); return NULL; }
  napi_create_array_with_length(env, ARGUMENTS, &kept);
  for (uint32_t i = 0; i < ARGUMENTS; i++) napi_set_element(env, kept, i, args[i]);
  napi_create_reference(env, kept, 1, &r->arguments);
  napi_create_promise(env, &r->deferred, &promise);
  napi_create_string_utf8(env, "gatelab", NAPI_AUTO_LENGTH, &name);
  napi_create_async_work(env, NULL, name, execute, complete, r, &r->async);
  napi_queue_async_work(env, r->async);
  return promise;
}

static napi_value lanes(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value arg, result;
  int32_t size = 0;
  napi_get_cb_info(env, info, &argc, &arg, NULL, NULL);
  if (napi_get_value_int32(env, arg, &size) != napi_ok || (size != 4 && size != 8)) return fail(env, "Numbers have 4 or 8 bytes");
  napi_create_int32(env, lanes_of(variant, size), &result);
  return result;
}

static napi_value select_variant(napi_env env, napi_callback_info info) {
  size_t argc = 1, length;
  napi_value arg;
  char name[16] = "";
  napi_get_cb_info(env, info, &argc, &arg, NULL, NULL);
  napi_get_value_string_utf8(env, arg, name, sizeof name, &length);
  for (int i = 0; i <= best_variant(); i++) {
    if (strcmp(name, variant_name(i)) == 0) return variant = i, NULL;
  }
  return fail(env, "There is no such variant");
}

static void free_block(napi_env env, void *data, void *hint) { (void)env; give_block(data, (size_t)hint); }

static napi_value allocate(napi_env env, napi_callback_info info) {
  size_t argc = 1, taken;
  napi_value arg, result;
  double bytes = 0;
  napi_get_cb_info(env, info, &argc, &arg, NULL, NULL);
  if (napi_get_value_double(env, arg, &bytes) != napi_ok || !(bytes >= 1 && bytes <= 9007199254740991.0)) return fail(env, "Memory is asked for in bytes");
  void *block = take_block((size_t)bytes, &taken);
  if (!block) return NULL;
  if (napi_create_external_arraybuffer(env, block, (size_t)bytes, free_block, (void *)taken, &result) == napi_ok) return result;
  // Some hosts of Node allow no memory but their own.
  give_block(block, taken);
  return NULL;
}

static napi_value advise(napi_env env, napi_callback_info info) {
  size_t argc = 1, length = 0;
  napi_value arg;
  void *data = NULL;
  napi_get_cb_info(env, info, &argc, &arg, NULL, NULL);
  if (napi_get_arraybuffer_info(env, arg, &data, &length) != napi_ok) return fail(env, "Advice is about an ArrayBuffer");
  if (data) advise_block(data, length);
  return NULL;
}

/** Every word of every array is mixed in, so that no single change goes unseen. */
static napi_value digest(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value arg, result;
  uint32_t count = 0;
  napi_get_cb_info(env, info, &argc, &arg, NULL, NULL);
  if (napi_get_array_length(env, arg, &count) != napi_ok) return fail(env, "A digest is taken of a list of typed arrays");
  uint64_t mix[4] = {0x9e3779b97f4a7c15u, 0xbf58476d1ce4e5b9u, 0x94d049bb133111ebu, 0xd6e8feb86659fd93u};
  for (uint32_t i = 0; i < count; i++) {
    napi_value one;
    napi_typedarray_type type;
    size_t length = 0;
    void *data = NULL;
    static const size_t sizes[] = {1, 1, 1, 2, 2, 4, 4, 4, 8, 8, 8};
    if (napi_get_element(env, arg, i, &one) != napi_ok || napi_get_typedarray_info(env, one, &type, &length, &data, NULL, NULL) != napi_ok
        || (size_t)type >= sizeof sizes / sizeof *sizes)
      return fail(env, "A digest is taken of a list of typed arrays");
    const unsigned char *p = data;
    size_t bytes = length * sizes[type];
    mix[0] ^= bytes;
    for (; bytes >= 32; bytes -= 32, p += 32) {
      uint64_t w[4];
      memcpy(w, p, 32);
      for (int l = 0; l < 4; l++) mix[l] = (mix[l] ^ w[l]) * 0x2545f4914f6cdd1du, mix[l] ^= mix[l] >> 29;
    }
    for (; bytes > 0; bytes--, p++) mix[1] = (mix[1] ^ *p) * 0x2545f4914f6cdd1du;
  }
  uint64_t all = 0;
  for (int l = 0; l < 4; l++) all = (all ^ mix[l]) * 0x9fb21c651e98df25u, all ^= all >> 32;
  napi_create_double(env, (double)(all >> 11), &result);
  return result;
}

/** Lengths out of a Float64Array, none of them below 0 or beyond what a double counts; NULL where an error waits. */
static const double *lengths_of(napi_env env, napi_value value, size_t count) {
  const double *n = numbers_of(env, value, napi_float64_array, (double)count, "Lengths come as a Float64Array");
  for (size_t i = 0; n && i < count; i++) {
    if (!(n[i] >= 0 && n[i] <= 9007199254740991.0)) return fail(env, "A length is out of range"), NULL;
  }
  return n;
}

/** Of what type an array's numbers are: 4 or 8 bytes, or 0 and an error for others. */
static int size_of(napi_env env, napi_value value) {
  napi_typedarray_type type;
  bool is_typed = false;
  if (napi_is_typedarray(env, value, &is_typed) != napi_ok || !is_typed
      || napi_get_typedarray_info(env, value, &type, NULL, NULL, NULL, NULL) != napi_ok || (type != napi_float32_array && type != napi_float64_array))
    return fail(env, "Numbers come as a Float32Array or a Float64Array"), 0;
  return type == napi_float32_array ? 4 : 8;
}

/** reduce(Float64Array of what, outer, length, inner; data; given or nothing; out) */
static napi_value reduce(napi_env env, napi_callback_info info) {
  size_t argc = 4;
  napi_value args[4];
  const double *n;
  if (napi_get_cb_info(env, info, &argc, args, NULL, NULL) != napi_ok || !(n = lengths_of(env, args[0], 4))) return NULL;
  if (n[0] > PLACES || n[1] * n[2] * n[3] > 9007199254740991.0) return fail(env, "A reduction's numbers are out of range");
  struct reduction r = {.what = (int)n[0], .size = size_of(env, args[1]), .outer = (size_t)n[1], .length = (size_t)n[2], .inner = (size_t)n[3]};
  const double lanes = (double)r.outer * r.inner;
  const int given = r.what == PLACES || r.what == SQUARES;
  if (!r.size || (r.what == PLACES && n[2] > 2147483647.0)) return r.size ? fail(env, "A reduction's numbers are out of range") : NULL;
  if (!(r.data = numbers_of(env, args[1], r.size == 4 ? napi_float32_array : napi_float64_array, lanes * r.length, "A reduction's array is too short"))) return NULL;
  if (given && !(r.given = numbers_of(env, args[2], napi_float64_array, lanes, "What a reduction is given is too short"))) return NULL;
  if (!(r.out = numbers_of(env, args[3], r.what == PLACES ? napi_int32_array : napi_float64_array, lanes, "A reduction's result is too short"))) return NULL;
  reduce_by(&r, variant);
  return NULL;
}

/** dense(Float64Array of rows, inputs, columns, activation, threads; x; weights; bias or nothing; out) */
static napi_value dense(napi_env env, napi_callback_info info) {
  size_t argc = 5;
  napi_value args[5];
  const double *n;
  if (napi_get_cb_info(env, info, &argc, args, NULL, NULL) != napi_ok || !(n = lengths_of(env, args[0], 5))) return NULL;
  for (int i = 0; i < 5; i++) if (n[i] > 1 << 30) return fail(env, "A product's numbers are out of range");
  if (n[3] > LINEAR) return fail(env, "A product's numbers are out of range");
  struct dense d = {.rows = (int)n[0], .inputs = (int)n[1], .columns = (int)n[2], .activation = (int)n[3]};
  const int size = size_of(env, args[1]), type = size == 4 ? napi_float32_array : napi_float64_array;
  if (!size || !(d.x = numbers_of(env, args[1], type, n[0] * n[1], "A product's rows are too short"))
      || !(d.weights = numbers_of(env, args[2], type, n[1] * n[2], "A product's matrix is too short or of another type"))
      || (!is_nothing(env, args[3]) && !(d.bias = numbers_of(env, args[3], type, n[2], "A product's bias is too short or of another type")))
      || !(d.out = numbers_of(env, args[4], type, n[0] * n[2], "A product's result is too short or of another type"))) return NULL;
  if (dense_threads(&d, variant, size, (int)n[4])) napi_throw_error(env, "ERR_GATELAB_MEMORY", "There is not enough memory for a product");
  return NULL;
}

static void set(napi_env env, napi_value exports, const char *name, napi_callback callback) {
  napi_value f;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, NULL, &f);
  napi_set_named_property(env, exports, name, f);
}

NAPI_MODULE_INIT() {
  variant = best_variant();
  set(env, exports, "lanes", lanes), set(env, exports, "allocate", allocate), set(env, exports, "advise", advise);
  set(env, exports, "digest", digest), set(env, exports, "run", run), set(env, exports, "start", start), set(env, exports, "select", select_variant);
  set(env, exports, "reduce", reduce), set(env, exports, "dense", dense);
  napi_value names, name;
  napi_create_array(env, &names);
  for (int i = 0; i <= variant; i++) {
    napi_create_string_utf8(env, variant_name(i), NAPI_AUTO_LENGTH, &name);
    napi_set_element(env, names, i, name);
  }
  napi_set_named_property(env, exports, "variants", names);
  return exports;
}
