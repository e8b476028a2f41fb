import { sizeOf } from '../../ndarray/make.js';
import type { FloatStorage } from '../../ndarray/nd-array.js';
import { inputOf, numberOf, room, type Call, type Operator } from '../call.js';
import { broadcast, broadcastShape, viewed } from '../helpers/strided.js';
import { stridesOf, type Value } from '../value.js';
import { wrapped } from '../helpers/integers.js';

/** Matrix products. Sums are kept in float64 whatever the precision of the run. */
export const products: Readonly<Record<string, Operator>> = {
  MatMul: (call) => [matMul(call, inputOf(call, 0), inputOf(call, 1))],
  Gemm: gemm,
  MatMulInteger: matMulInteger,
};

interface Sizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** C = A·B of one pair of matrices, rows × inner and inner × columns, beginning at these places. */
function multiply(
  { a, b, out }: { a: FloatStorage; b: FloatStorage; out: FloatStorage },
  { rows, inner, columns }: Sizes,
  start: { readonly a: number; readonly b: number; readonly out: number },
): void {
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    sums.fill(0);
    for (let k = 0; k < inner; k++) {
      const x = a[start.a + i * inner + k]!;
      const row = start.b + k * columns;
      for (let j = 0; j < columns; j++) sums[j]! += x * b[row + j]!;
    }
    out.set(sums, start.out + i * columns);
  }
}

/** NumPy's matmul: the last two axes are matrices, those before them are repeated to go together. */
export function matMul(call: Call, left: Value, right: Value): Value {
  const a = left.shape.length === 1 ? { ...left, shape: [1, ...left.shape] } : left;
  const b = right.shape.length === 1 ? { ...right, shape: [...right.shape, 1] } : right;
  const [rows, inner] = a.shape.slice(-2) as [number, number];
  const [height, columns] = b.shape.slice(-2) as [number, number];
  if (inner !== height || a.shape.length < 2 || b.shape.length < 2) {
    throw new RangeError(
      `it cannot multiply ${left.shape.join(' × ')} by ${right.shape.join(' × ')}`,
    );
  }
  const batch = broadcastShape([a.shape.slice(0, -2), b.shape.slice(0, -2)]);
  const A = broadcast(call, a, [...batch, rows, inner]).data;
  const B = broadcast(call, b, [...batch, inner, columns]).data;
  const out = room(call, left.type, [...batch, rows, columns]);
  const count = sizeOf(batch);
  call.budget.work(count * rows * inner * columns);
  for (let n = 0; n < count; n++) {
    multiply(
      { a: A, b: B, out },
      { rows, inner, columns },
      { a: n * rows * inner, b: n * inner * columns, out: n * rows * columns },
    );
  }
  const shape = [
    ...batch,
    ...(left.shape.length === 1 ? [] : [rows]),
    ...(right.shape.length === 1 ? [] : [columns]),
  ];
  return { type: left.type, shape, data: out };
}

/** Y = alpha · A · B + beta · C, with A and B turned over where asked for. */
function gemm(call: Call): Value[] {
  const turned = (at: number, name: string) => {
    const value = inputOf(call, at);
    if (value.shape.length !== 2) throw new RangeError(`its input ${at + 1} is no matrix`);
    if (numberOf(call, name, 0) === 0) return value;
    const strides = [...stridesOf(value.shape)].reverse();
    return viewed(call, value, { shape: [...value.shape].reverse(), strides, offset: 0 });
  };
  const product = matMul(call, turned(0, 'transA'), turned(1, 'transB'));
  const [alpha, beta] = [numberOf(call, 'alpha', 1), numberOf(call, 'beta', 1)];
  const added = call.inputs[2] && broadcast(call, call.inputs[2], product.shape).data;
  const out = room(call, product.type, product.shape);
  for (let k = 0; k < out.length; k++) {
    out[k] = alpha * product.data[k]! + (added ? beta * added[k]! : 0);
  }
  return [{ ...product, data: out }];
}

/** Whole numbers less their zero points; the zero point is one number, one per row of A, or one per column of B. */
export function lessZero(call: Call, value: Value, zero: Value | undefined, axis: number): Value {
  const out = new Float64Array(value.data);
  call.budget.memory(out.length);
  if (!zero) return { ...value, type: 'int32', data: out };
  const many = zero.data.length > 1;
  const step = stridesOf(value.shape)[axis] ?? 1;
  const size = value.shape[axis] ?? 1;
  for (let k = 0; k < out.length; k++) {
    out[k]! -= zero.data[many ? Math.floor(k / step) % size : 0]!;
  }
  return { ...value, type: 'int32', data: out };
}

function matMulInteger(call: Call): Value[] {
  const [a, b] = [inputOf(call, 0), inputOf(call, 1)];
  const left = lessZero(call, a, call.inputs[2], a.shape.length - 2);
  const right = lessZero(call, b, call.inputs[3], b.shape.length - 1);
  const product = matMul(call, left, right);
  return [{ ...product, data: wrapped(product.data, 'int32') }];
}
