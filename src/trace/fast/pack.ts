import { BadFileError } from '../../errors.js';
import type { CellSpec } from '../../cell/cell-spec.js';
import type { FloatStorage, NdArray } from '../../ndarray/nd-array.js';
import type { GateViews } from '../../weights/gate-views.js';

/** One register of a packed block: the weights of some gate, of one of the block's groups of units. */
interface Column {
  readonly input: NdArray<FloatStorage>;
  readonly recurrent: NdArray<FloatStorage>;
  readonly biases: readonly NdArray<FloatStorage>[];
  /** Added to every bias. */
  readonly extra: number;
  /** Which of the block's groups of units. */
  readonly group: number;
}

/** Blocks of one kind: a pass over them computes a step, or half of it. */
interface Pass {
  /** Groups of units in a block. */
  readonly groups: number;
  readonly columns: readonly Column[];
  /** Biases of the recurrent product of the last column, where that is summed by itself: in the fourth sum. */
  readonly apart?: readonly NdArray<FloatStorage>[];
}

/** Weights in the order in which the loops of native/cell.h read them. */
export interface Packed {
  /** Kernels, block after block of columns, input by input in each. */
  readonly weights: FloatStorage;
  /** Biases, four registers a block. */
  readonly biases: FloatStorage;
}

/** How many numbers the packed weights and biases take, for registers of `lanes` numbers. */
export function packedSize(
  spec: CellSpec,
  lanes: number,
): { readonly weights: number; readonly biases: number } {
  const rows = spec.inputs + spec.units;
  let [weights, biases] = [0, 0];
  for (const pass of passesOf(spec)) {
    const blocks = blocksOf(spec, pass, lanes);
    weights += blocks * rows * pass.columns.length * lanes;
    biases += blocks * 4 * lanes;
  }
  return { weights, biases };
}

/** Writes the weights of a cell block by block, input by input. The last group of units is moved back to end with the last unit. */
export function packWeights(spec: CellSpec, lanes: number, { weights, biases }: Packed): void {
  const { inputs, units } = spec;
  const rows = inputs + units;
  weights.fill(0);
  biases.fill(0);
  let [start, biasStart] = [0, 0];
  for (const pass of passesOf(spec)) {
    const width = pass.columns.length * lanes;
    const blocks = blocksOf(spec, pass, lanes);
    for (const [column, from] of pass.columns.entries()) {
      for (let block = 0; block < blocks; block++) {
        const group = block * pass.groups + from.group;
        if (group * lanes >= units) continue;
        const first = units >= lanes ? Math.min(group * lanes, units - lanes) : group * lanes;
        const count = Math.min(lanes, units - first);
        const at = start + block * rows * width + column * lanes;
        copyRows(from.input, { weights, at, step: width, first, count });
        const below = at + inputs * width;
        copyRows(from.recurrent, { weights, at: below, step: width, first, count });
        const to = biasStart + (block * 4 + column) * lanes;
        biases.fill(from.extra, to, to + count);
        for (const bias of from.biases) addBias(bias, { biases, at: to, first, count });
        if (column < 2) continue;
        for (const bias of pass.apart ?? []) {
          addBias(bias, { biases, at: to + lanes, first, count });
        }
      }
    }
    start += blocks * rows * width;
    biasStart += blocks * 4 * lanes;
  }
}

/** The storages that a cell's weights are views of, each once. */
export function sourcesOf(spec: CellSpec): readonly FloatStorage[] {
  const arrays = passesOf(spec).flatMap(({ columns, apart = [] }) => [
    ...columns.flatMap(({ input, recurrent, biases }) => [input, recurrent, ...biases]),
    ...apart,
  ]);
  return [...new Set(arrays.map(({ data }) => data))];
}

function blocksOf({ units }: CellSpec, { groups }: Pass, lanes: number): number {
  return Math.ceil(Math.ceil(units / lanes) / groups);
}

/** The loops read without asking: a weight of another shape would be read, or written, beyond its end. */
function requireShape(weight: NdArray, ...lengths: readonly number[]): void {
  if (lengths.every((length, axis) => weight.shape[axis] === length)) return;
  throw new BadFileError(
    `A gate's weights should be ${lengths.join(' × ')}, but are ${weight.shape.join(' × ')}`,
  );
}

function addBias(
  { data, offset, stride }: NdArray<FloatStorage>,
  to: { biases: FloatStorage; at: number; first: number; count: number },
): void {
  const step = stride[0]!;
  for (let lane = 0, at = offset + to.first * step; lane < to.count; lane++, at += step) {
    to.biases[to.at + lane]! += data[at]!;
  }
}

function copyRows(
  { data, offset, shape, stride }: NdArray<FloatStorage>,
  to: { weights: FloatStorage; at: number; step: number; first: number; count: number },
): void {
  const { weights, step, count } = to;
  const [rowStride = 0, columnStride = 0] = stride;
  for (let row = 0; row < shape[0]!; row++) {
    const from = offset + row * rowStride + to.first * columnStride;
    const at = to.at + row * step;
    for (let lane = 0; lane < count; lane++) weights[at + lane] = data[from + lane * columnStride]!;
  }
}

const known = new WeakMap<CellSpec, readonly Pass[]>();

/** How a cell is packed, checked once: the columns are views, so that what is packed is what the weights are now. */
function passesOf(spec: CellSpec): readonly Pass[] {
  const before = known.get(spec);
  if (before) return before;
  const passes = passesIn(spec);
  for (const { columns, apart = [] } of passes) {
    for (const { input, recurrent, biases } of columns) {
      requireShape(input, spec.inputs, spec.units);
      requireShape(recurrent, spec.units, spec.units);
      for (const bias of [...biases, ...apart]) requireShape(bias, spec.units);
    }
  }
  known.set(spec, passes);
  return passes;
}

/** See the head of native/cell.h. */
function passesIn(spec: CellSpec): Pass[] {
  const { W, U, b, recurrentBias } = spec.weights;
  const biasesOf = (gate: string) => [b, recurrentBias].flatMap((views) => gateIn(views, gate));
  const whole = (gate: string, { extra = 0, group = 0 } = {}): Column => ({
    input: W.get(gate),
    recurrent: U.get(gate),
    biases: biasesOf(gate),
    extra,
    group,
  });
  const four = (gate: string): Pass => ({
    groups: 4,
    columns: [0, 1, 2, 3].map((group) => whole(gate, { group })),
  });
  if (spec.kind === 'simple-rnn') return [four('h')];
  if (spec.kind === 'lstm') {
    const f = whole('f', { extra: spec.forgetBias ?? 0 });
    return [{ groups: 1, columns: [whole('i'), f, whole('g'), whole('o')] }];
  }
  if (spec.resetAfter) {
    const n = { ...whole('n'), biases: gateIn(b, 'n') };
    const apart = gateIn(recurrentBias, 'n');
    return [{ groups: 1, columns: [whole('z'), whole('r'), n], apart }];
  }
  const gates = [0, 1].flatMap((group) => [whole('z', { group }), whole('r', { group })]);
  return [{ groups: 2, columns: gates }, four('n')];
}

function gateIn(views: GateViews | undefined, gate: string): NdArray<FloatStorage>[] {
  return views ? [views.get(gate)] : [];
}
