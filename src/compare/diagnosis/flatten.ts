import type { CellSpec } from '../../cell/cell-spec.js';
import type { Activation } from '../../cell/activation.js';
import type { ConvLstmSpec } from '../../cell/conv-lstm-spec.js';
import type { Direction } from '../../trace/setup.js';
import { sizeOf, toStorage } from '../../ndarray/make.js';
import { gateColumns } from '../../weights/join-gates.js';
import type { GateName, GateViews } from '../../weights/gate-views.js';
import { shownOrders } from '../../weights/orders.js';
import { ConvolutionMap } from '../../rounding/convolution-map.js';
import type { Curve, FlatCell, FlatLstm } from '../../rounding/flat-cell.js';
import type { Block } from '../../rounding/linear-map.js';
import { Matrix } from '../../rounding/linear-map.js';
import type { FloatStorage, NdArray } from '../../ndarray/nd-array.js';

/**
 * Lays a cell's weights out for the rounding band; undefined for activations of whole vectors, which have no slope of their own in
 * each unit, and for states that are held.
 */
export function flattenCell(spec: CellSpec): FlatCell | undefined {
  if (!known.has(spec)) known.set(spec, flatten(spec));
  return known.get(spec);
}

// A diagnosis runs each reading several times.
const known = new WeakMap<CellSpec, FlatCell | undefined>();

function flatten(spec: CellSpec): FlatCell | undefined {
  const { weights, units, inputs, kind, clip } = spec;
  // A state that is set after each step is none of these formulas.
  if (spec.held) return undefined;
  const activation = curveOf(spec.activation, clip);
  const recurrentActivation = curveOf(spec.recurrentActivation, clip) ?? activation;
  if (!activation || !recurrentActivation) return undefined;
  if (kind !== 'simple-rnn' && !spec.recurrentActivation.of) return undefined;
  const width = shownOrders[kind].length * units;
  const hidden = weights.U.get(weights.U.names[0]!).shape[0]!;
  const U = matrixOf(weights.U, hidden);
  const common = {
    units,
    features: inputs,
    W: matrixOf(weights.W, inputs),
    b: gateColumns(weights.b),
    recurrentBias: weights.recurrentBias
      ? gateColumns(weights.recurrentBias)
      : new Float64Array(width),
    activation,
    recurrentActivation,
  };
  if (kind === 'gru') return { ...common, kind, U, resetAfter: spec.resetAfter ?? false };
  if (kind === 'simple-rnn') return { ...common, kind, U };
  return flatLstm({ ...common, kind, U }, spec);
}

/** An LSTM with the terms that its variants add. */
function flatLstm(cell: FlatLstm, spec: CellSpec): FlatLstm | undefined {
  const { units } = cell;
  const { weights, cellClip, coupledForget = false } = spec;
  // What squashes c is not clipped before; only sums are.
  const outputActivation = curveOf(spec.outputActivation ?? spec.activation);
  if (!outputActivation) return undefined;
  const b = cell.b.slice();
  if (spec.forgetBias) for (let j = units; j < 2 * units; j++) b[j]! += spec.forgetBias;
  const { peephole, projection } = weights;
  const vector = (name: GateName) => Float64Array.from(toStorage(peephole!.get(name), 'float64'));
  return {
    ...cell,
    b,
    outputActivation,
    coupledForget,
    ...(peephole && { peephole: { i: vector('i'), f: vector('f'), o: vector('o') } }),
    ...(projection && {
      projection: new Matrix([blockOf(projection)], units),
    }),
    ...(cellClip !== undefined && { cellClip }),
  };
}

/**
 * The cells of one direction, laid out: one, or several that are stacked; undefined where one of them cannot be (`flattenCell`).
 * @param step the shape of one step of the input, which convolutional cells depend on.
 */
export function flatCells(direction: Direction, step: readonly number[]): FlatCell[] | undefined {
  const { specs } = direction;
  const convolution = specs.length === 0 ? direction.cellFor(step).convolution : undefined;
  const flat = convolution ? [flattenConvolution(convolution)] : specs.map(flattenCell);
  const cells = flat.filter((cell) => cell !== undefined);
  return cells.length > 0 && cells.length === flat.length ? cells : undefined;
}

/** The same of a convolutional LSTM, whose gates are rows × columns × filters wide. */
function flattenConvolution(spec: ConvLstmSpec): FlatLstm | undefined {
  const { weights, size, stateSize, channels, filters, plan } = spec;
  const activation = curveOf(spec.activation);
  const recurrentActivation = curveOf(spec.recurrentActivation);
  if (!activation || !recurrentActivation) return undefined;
  const units = sizeOf(stateSize) * filters;
  const kernel = (views: GateViews) => views.get('i').shape.slice(0, -2);
  const still = {
    strides: size.map(() => 1),
    dilation: size.map(() => 1),
    padding: 'same',
  } as const;
  return {
    kind: 'lstm',
    units,
    features: sizeOf(size) * channels,
    W: new ConvolutionMap(
      { size, kernel: kernel(weights.W), channels, filters, plan },
      gateColumns(weights.W),
    ),
    U: new ConvolutionMap(
      { size: stateSize, kernel: kernel(weights.U), channels: filters, filters, plan: still },
      gateColumns(weights.U),
    ),
    b: Float64Array.from({ length: 4 * units }, (_, k) =>
      weights.b.get(shownOrders.lstm[Math.floor(k / units)]!).get(k % filters),
    ),
    recurrentBias: new Float64Array(4 * units),
    activation,
    recurrentActivation,
  };
}

/** A curve; with a clip its argument is cut off first. */
function curveOf({ id, of }: Activation, clip?: number): Curve | undefined {
  if (!of) return undefined;
  if (clip === undefined) return { id, of };
  return { id, of: (x) => of(Math.min(clip, Math.max(-clip, x))), clip };
}

/** The gates of a weight side by side, where they lie. */
function matrixOf(views: GateViews, inputs: number): Matrix {
  return new Matrix(
    views.names.map((name) => blockOf(views.get(name))),
    inputs,
  );
}

function blockOf({ data, offset, stride, shape }: NdArray<FloatStorage>): Block {
  return {
    data,
    offset,
    rowStride: stride[0]!,
    columnStride: stride[1]!,
    columns: shape[1]!,
  };
}
