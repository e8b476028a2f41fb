import type { Layer } from '../api/layer.js';
import { toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { CellWeights } from '../weights/cell-weights.js';
import type { GateViews } from '../weights/gate-views.js';

/** One part of a layer's weights: a gate of a kernel (`W.f`, `backward_U.o`), or a stored array of another layer (`kernel`). */
export interface WeightPart {
  /** The gate with its kernel (`W.f`), or the stored array's own name. */
  readonly name: string;
  /** The lengths of its axes; `values` are in C order. */
  readonly shape: readonly number[];
  /** The values; of a bias that is stored in two, their sum where only that counts. */
  readonly values: FloatStorage;
  /** What rounding to float32, as conversions between formats do it, may make of each value. */
  readonly rounding: (k: number) => number;
}

/** The distance of neighbouring float32 numbers, as a share of their size; at most. */
const neighbour = 2 ** -23;

const partOf = (name: string, array: NdArray<FloatStorage>): WeightPart => {
  const values = toStorage(array, 'float64');
  return {
    name,
    shape: array.shape,
    values,
    rounding: (k) => neighbour * Math.abs(values[k]!),
  };
};

/** The weights of a recurrent layer by gate, or those of another layer as they are stored. */
export function weightParts(layer: Layer): WeightPart[] {
  if (!layer.isRecurrent) {
    return weightTensors(layer).map((tensor) => partOf(shortName(tensor.name), tensor.read()));
  }
  const { directions, prefixes } = layer.recurrent().setup();
  return directions.flatMap(({ weights, specs }, k) =>
    weights.flatMap((cell, level) => {
      const stacked = weights.length > 1 ? `cell${level}_` : '';
      return partsOfCell(cell, specs[level]?.kind === 'gru', prefixes[k]! + stacked);
    }),
  );
}

/** The stored arrays of a layer that are weights: not the numbers of axes and sizes that nodes of a graph hold. */
export const weightTensors = ({ tensors }: Layer) =>
  tensors.filter(({ dtype }) => !/^(int(16|32|64)|uint(16|32|64)|bool)$/.test(dtype));

/** What stands last in a tensor's name: `kernel` of `rec/lstm_cell/kernel:0`. */
const shortName = (name: string) => name.replace(/:\d+$/, '').split(/[/.]/).at(-1)!;

function partsOfCell(
  { W, U, b, recurrentBias, peephole, projection }: CellWeights,
  isGru: boolean,
  prefix: string,
): WeightPart[] {
  const gates = (name: string, views: GateViews | undefined) =>
    (views?.names ?? []).map((gate) => partOf(`${prefix}${name}.${gate}`, views!.get(gate)));
  const biases = b.names.map((gate) => {
    const one = partOf(`${prefix}b.${gate}`, b.get(gate));
    // The two biases of a GRU's candidate are not added to each other.
    if (!recurrentBias || (isGru && gate === 'n')) return one;
    return sumOf(one, toStorage(recurrentBias.get(gate), 'float64'));
  });
  const second =
    isGru && recurrentBias ? [partOf(`${prefix}recurrentBias.n`, recurrentBias.n)] : [];
  return [
    ...gates('W', W),
    ...gates('U', U),
    ...biases,
    ...second,
    ...gates('peephole', peephole),
    ...(projection ? [partOf(`${prefix}projection`, projection)] : []),
  ];
}

function sumOf(part: WeightPart, second: FloatStorage): WeightPart {
  const { values } = part;
  return {
    ...part,
    values: Float64Array.from(values, (x, k) => x + second[k]!),
    rounding: (k) => neighbour * (Math.abs(values[k]!) + Math.abs(second[k]!)),
  };
}
