// Arithmetic on numbers that lie side by side. Each storage has loops of its own, so that every loop meets one type only: a loop that has
// met both is compiled for either, and takes several times as long.
import type { FloatStorage } from './storage.js';

/** Arithmetic between two arrays, or an array and a number. */
export type Arithmetic = 'add' | 'sub' | 'mul' | 'div';

/** Elements between neighbours of the operands: 1, or 0 for one number that is taken again and again. */
interface Steps {
  readonly ofA: 0 | 1;
  readonly ofB: 0 | 1;
}

type Loop<S extends FloatStorage> = (out: S, a: S, b: S, steps: Steps) => void;

const loops32: Readonly<Record<Arithmetic, Loop<Float32Array>>> = {
  add(out, a, b, { ofA, ofB }) {
    const { length } = out;
    for (let k = 0, i = 0, j = 0; k < length; k++, i += ofA, j += ofB) {
      out[k] = a[i]! + b[j]!;
    }
  },
  sub(out, a, b, { ofA, ofB }) {
    const { length } = out;
    for (let k = 0, i = 0, j = 0; k < length; k++, i += ofA, j += ofB) {
      out[k] = a[i]! - b[j]!;
    }
  },
  mul(out, a, b, { ofA, ofB }) {
    const { length } = out;
    for (let k = 0, i = 0, j = 0; k < length; k++, i += ofA, j += ofB) {
      out[k] = a[i]! * b[j]!;
    }
  },
  div(out, a, b, { ofA, ofB }) {
    const { length } = out;
    for (let k = 0, i = 0, j = 0; k < length; k++, i += ofA, j += ofB) {
      out[k] = a[i]! / b[j]!;
    }
  },
};

const loops64: Readonly<Record<Arithmetic, Loop<Float64Array>>> = {
  add(out, a, b, { ofA, ofB }) {
    const { length } = out;
    for (let k = 0, i = 0, j = 0; k < length; k++, i += ofA, j += ofB) {
      out[k] = a[i]! + b[j]!;
    }
  },
  sub(out, a, b, { ofA, ofB }) {
    const { length } = out;
    for (let k = 0, i = 0, j = 0; k < length; k++, i += ofA, j += ofB) {
      out[k] = a[i]! - b[j]!;
    }
  },
  mul(out, a, b, { ofA, ofB }) {
    const { length } = out;
    for (let k = 0, i = 0, j = 0; k < length; k++, i += ofA, j += ofB) {
      out[k] = a[i]! * b[j]!;
    }
  },
  div(out, a, b, { ofA, ofB }) {
    const { length } = out;
    for (let k = 0, i = 0, j = 0; k < length; k++, i += ofA, j += ofB) {
      out[k] = a[i]! / b[j]!;
    }
  },
};

/** a ∘ b into `out`, where each operand is as long as `out`, or one number; false, and nothing done, for storages of two types. */
export function combineFlat(
  kind: Arithmetic,
  out: FloatStorage,
  a: FloatStorage,
  b: FloatStorage,
): boolean {
  const stepOf = ({ length }: FloatStorage) => (length === out.length ? 1 : 0);
  const steps = { ofA: stepOf(a), ofB: stepOf(b) } as const;
  if (out instanceof Float32Array) {
    if (!(a instanceof Float32Array && b instanceof Float32Array)) return false;
    loops32[kind](out, a, b, steps);
    return true;
  }
  if (a instanceof Float32Array || b instanceof Float32Array) return false;
  loops64[kind](out, a, b, steps);
  return true;
}
