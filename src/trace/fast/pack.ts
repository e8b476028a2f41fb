import type { CellSpec } from '../../cell/cell-spec.js';
import type { FloatStorage, NdArray } from '../../ndarray/nd-array.js';
import type { GateViews } from '../../weights/gate-views.js';

/** One column of four in a packed block: which weights it takes, and from which unit on. */
interface Column {
  readonly input: NdArray<FloatStorage> | undefined;
  readonly recurrent: NdArray<FloatStorage> | undefined;
  readonly biases: readonly NdArray<FloatStorage>[];
  /** Added to every bias. */
  readonly extra: number;
  /** Units that this column lies behind the block's first. */
  readonly shift: number;
}

/** How many numbers the packed weights and biases take. */
export interface PackedSize {
  readonly blocks: number;
  readonly weights: number;
  readonly biases: number;
}

/** Sizes of the packed weights for registers of `lanes` numbers. */
export function packedSize({ kind, inputs, units }: CellSpec, lanes: number): PackedSize {
  const perBlock = kind === 'simple-rnn' ? 4 * lanes : lanes;
  const blocks = Math.ceil(units / perBlock);
  return { blocks, weights: blocks * (inputs + units) * 4 * lanes, biases: blocks * 4 * lanes };
}

/**
 * Writes the weights of a cell in the order in which assembly/kernels.ts reads them: block by block, input by input, four
 * columns of `lanes` units. Units beyond the last are zeros.
 */
export function packWeights(
  spec: CellSpec,
  lanes: number,
  { weights, biases }: { weights: FloatStorage; biases: FloatStorage },
): void {
  const { inputs, units } = spec;
  const { blocks } = packedSize(spec, lanes);
  const perBlock = spec.kind === 'simple-rnn' ? 4 * lanes : lanes;
  const rows = inputs + units;
  weights.fill(0);
  biases.fill(0);
  for (const [column, from] of columnsOf(spec, lanes).entries()) {
    for (let block = 0; block < blocks; block++) {
      const first = block * perBlock + from.shift;
      const count = Math.min(lanes, units - first);
      const at = (block * rows * 4 + column) * lanes;
      copyRows(from.input, { weights, at, step: 4 * lanes, first, count });
      copyRows(from.recurrent, {
        weights,
        at: at + inputs * 4 * lanes,
        step: 4 * lanes,
        first,
        count,
      });
      for (let lane = 0; lane < count; lane++) {
        const to = (block * 4 + column) * lanes + lane;
        biases[to] = from.extra;
        for (const bias of from.biases) biases[to]! += bias.get(first + lane);
      }
    }
  }
}

function copyRows(
  matrix: NdArray<FloatStorage> | undefined,
  to: { weights: FloatStorage; at: number; step: number; first: number; count: number },
): void {
  if (!matrix) return;
  const { data, offset } = matrix;
  const [rowStride = 0, columnStride = 0] = matrix.stride;
  for (let row = 0; row < matrix.shape[0]!; row++) {
    const from = offset + row * rowStride + to.first * columnStride;
    for (let lane = 0; lane < to.count; lane++) {
      to.weights[to.at + row * to.step + lane] = data[from + lane * columnStride]!;
    }
  }
}

/** The four columns of every block: see the head of assembly/kernels.ts. */
function columnsOf(spec: CellSpec, lanes: number): Column[] {
  const { W, U, b, recurrentBias } = spec.weights;
  const biasesOf = (gate: string) => [b, recurrentBias].flatMap((views) => gateIn(views, gate));
  const whole = (gate: string, extra = 0): Column => ({
    input: W.get(gate),
    recurrent: U.get(gate),
    biases: biasesOf(gate),
    extra,
    shift: 0,
  });
  if (spec.kind === 'lstm') {
    return [whole('i'), whole('f', spec.forgetBias ?? 0), whole('g'), whole('o')];
  }
  if (spec.kind === 'simple-rnn') {
    return [0, 1, 2, 3].map((quarter) => ({ ...whole('h'), shift: quarter * lanes }));
  }
  const none = { extra: 0, shift: 0 };
  const fromInput = { ...none, input: W.n, recurrent: undefined, biases: [b.n] };
  const fromState = {
    ...none,
    input: undefined,
    recurrent: U.n,
    biases: gateIn(recurrentBias, 'n'),
  };
  return [whole('z'), whole('r'), fromInput, fromState];
}

function gateIn(views: GateViews | undefined, gate: string): NdArray<FloatStorage>[] {
  return views ? [views.get(gate)] : [];
}
