// The globals that the kernel's own code uses, as they were before any cell ran: a cell that deletes or replaces one does not break the kernel.
export const {
  AbortController,
  AbortSignal,
  Array,
  Atomics,
  Buffer,
  Date,
  Error,
  Map,
  Math,
  Number,
  Object,
  Promise,
  Set,
  String,
  TextDecoder,
  TextEncoder,
  URL,
  Uint8Array,
  WeakMap,
  WeakSet,
  clearInterval,
  clearTimeout,
  performance,
  process,
  queueMicrotask,
  setImmediate,
  setInterval,
  setTimeout,
} = globalThis;

// The object too: a cell may replace what is in it.
const { parse, stringify } = globalThis.JSON;
export const JSON = { parse, stringify };
