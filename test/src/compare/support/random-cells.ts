// Random cells and inputs, always the same for a seed.
import type { Curve, FlatCell } from '../../../../src/rounding/flat-cell.js';
import { gateCount } from '../../../../src/rounding/flat-cell.js';
import { Matrix } from '../../../../src/rounding/linear-map.js';
import { clip, sigmoid } from '../../../../src/cell/special-functions.js';

/** Uniform numbers in [0, 1) (mulberry32). */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Normally distributed numbers (Box and Muller 1958). */
export function normals(seed: number): () => number {
  const next = uniforms(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** The curves a random cell draws from. */
export const curves: Readonly<Record<'sigmoid' | 'hard2' | 'hard3' | 'tanh' | 'relu', Curve>> = {
  sigmoid: { id: 'sigmoid', of: sigmoid },
  hard2: { id: 'hard_sigmoid_keras2', of: (x: number) => clip(0.2 * x + 0.5, 0, 1) },
  hard3: { id: 'hard_sigmoid_keras3', of: (x: number) => clip(x + 3, 0, 6) / 6 },
  tanh: { id: 'tanh', of: Math.tanh },
  relu: { id: 'relu', of: (x: number) => Math.max(0, x) },
};

/** A cell whose products are matrices. */
export type DenseCell = FlatCell & { readonly W: Matrix; readonly U: Matrix };

/** Settings of a random cell that tests fix; the rest is drawn. */
export interface Wanted {
  readonly kind?: FlatCell['kind'];
  readonly units?: number;
  readonly features?: number;
  readonly gain?: number;
}

/** A cell whose weights are float32 numbers, spread as a trained network's are: wide or narrow, with or without a forget bias. */
export function randomCell(seed: number, wanted: Wanted = {}): DenseCell {
  const [uniform, normal] = [uniforms(seed), normals(seed + 1)];
  const pick = <T>(...choices: T[]) => choices[Math.floor(uniform() * choices.length)]!;
  const kind = wanted.kind ?? pick('lstm', 'lstm', 'gru', 'simple-rnn');
  const units = wanted.units ?? pick(1, 3, 8, 16, 30);
  const features = wanted.features ?? pick(1, 2, 5, 12);
  const width = gateCount[kind] * units;
  const gain = wanted.gain ?? pick(0.3, 0.7, 1, 1, 1.5, 2.5);
  const numbers = (length: number, scale: number) =>
    Float64Array.from(Float32Array.from({ length }, () => normal() * scale));
  const matrix = (inputs: number, scale: number) =>
    Matrix.of(numbers(inputs * width, scale), { inputs, outputs: width });
  const b = numbers(width, 0.3);
  if (kind === 'lstm' && uniform() < 0.7) b.subarray(units, 2 * units).fill(pick(1, 1, 3));
  const relu = kind === 'simple-rnn' && uniform() < 0.2;
  const common = {
    units,
    features,
    W: matrix(features, gain / Math.sqrt(features)),
    U: matrix(units, (relu ? 0.5 : gain) / Math.sqrt(units)),
    b,
    recurrentBias: uniform() < 0.5 ? numbers(width, 0.2) : new Float64Array(width),
    activation: relu ? curves.relu : curves.tanh,
    recurrentActivation: pick(curves.sigmoid, curves.sigmoid, curves.hard2, curves.hard3),
  };
  return kind === 'gru' ? { ...common, kind, resetAfter: uniform() < 0.5 } : { ...common, kind };
}

/** Steps × features of a float32 input: noise, a slow wave, a constant, or sparse ones. */
export function randomInput(seed: number, steps: number, features: number): Float64Array {
  const [normal, kind] = [normals(seed), Math.floor(uniforms(seed + 7)() * 4)];
  const value = (k: number) => {
    const t = Math.floor(k / features);
    if (kind === 0) return normal();
    if (kind === 1) return 1.5 * Math.sin(t / 9 + (k % features)) + 0.1 * normal();
    if (kind === 2) return 0.7;
    return normal() > 1 ? 1 : 0;
  };
  return Float64Array.from(Float32Array.from({ length: steps * features }, (_, k) => value(k)));
}
