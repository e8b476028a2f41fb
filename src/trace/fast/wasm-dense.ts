import { floatTypeOf } from '../../ndarray/make.js';
import type { DenseRun } from './dense-run.js';
import type { WasmLoops } from './wasm-loops.js';
import { makeWasmLoops } from './wasm-loops.js';

/** What the rows of a chunk and their results may take, to stay in the second cache until they are copied out. */
const chunkBytes = 1 << 20;
/** Words of `struct dense` in native/work.h. */
const denseWords = 8;

/** An instance of its own: a trace that is run in turns keeps its weights where they are. */
let loops: WasmLoops | undefined;

/** Rows times a matrix by WebAssembly, in chunks that are copied into its memory and out of it. */
export function wasmDense({ rows, inputs, columns, x, weights, bias, activation, out }: DenseRun) {
  if (rows === 0) return;
  const own = (loops ??= makeWasmLoops());
  const dtype = floatTypeOf(x);
  const size = dtype === 'float32' ? 4 : 8;
  const perChunk = Math.min(
    rows,
    Math.max(1, Math.floor(chunkBytes / (size * (inputs + columns)))),
  );
  let at = own.free;
  const take = (bytes: number) => {
    const start = at;
    at += Math.ceil(bytes / 64) * 64;
    return start;
  };
  const place = {
    dense: take(4 * denseWords),
    weights: take(size * weights.length),
    bias: take(size * columns),
    x: take(size * perChunk * inputs),
    out: take(size * perChunk * columns),
  };
  own.reserve(at);
  own.view(dtype, place.weights, weights.length).set(weights);
  if (bias) own.view(dtype, place.bias, columns).set(bias);
  const words = own.words(place.dense, denseWords);
  words.set([perChunk, inputs, columns, activation]);
  words.set([place.x, place.weights, bias ? place.bias : 0, place.out], 4);
  own.reserve(at + own.denseScratch(place.dense, size));
  own.densePack(place.dense, size, at);
  for (let row = 0; row < rows; row += perChunk) {
    const count = Math.min(perChunk, rows - row);
    own.words(place.dense, 1)[0] = count;
    own.view(dtype, place.x, count * inputs).set(x.subarray(row * inputs, (row + count) * inputs));
    own.dense(place.dense, size, at);
    out.set(own.view(dtype, place.out, count * columns), row * columns);
  }
}
