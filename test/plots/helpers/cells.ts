// Small recurrent cells that run, so that the diagrams' numbers fit together.
import {
  cellDiagramDefaults,
  encodeArray,
  type CellDiagramState,
} from '../../../widgets/state/index.js';
import { random } from './matrix.js';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

interface Weights {
  W: Float64Array;
  U: Float64Array;
  b: Float64Array;
}

const [units, features, steps] = [8, 2, 12];

function weightsOf(next: () => number): Weights {
  const draw = (length: number): Float64Array =>
    Float64Array.from({ length }, () => (next() - 0.5) * 2.4);
  return { W: draw(features * units), U: draw(units * units), b: draw(units) };
}

/** x W + h U of one unit. */
function products(
  { W, U }: Weights,
  x: Float64Array,
  h: Float64Array,
  unit: number,
): [number, number] {
  const input = x.reduce((sum, value, j) => sum + value * W[j * units + unit]!, 0);
  const recurrent = h.reduce((sum, value, j) => sum + value * U[j * units + unit]!, 0);
  return [input, recurrent];
}

function stateOf(
  cell: CellDiagramState['cell'],
  names: string[],
  run: (
    w: Map<string, Weights>,
    record: Map<string, Float64Array>,
    x: Float64Array,
    t: number,
  ) => void,
): CellDiagramState {
  const next = random(11);
  const gates = cell === 'rnn' ? ['h'] : names.filter((name) => name !== 'h' && name !== 'c');
  const weights = new Map(gates.map((name) => [name, weightsOf(next)]));
  const record = new Map(names.map((name) => [name, new Float64Array(steps * units)]));
  const input = Float64Array.from({ length: steps * features }, () => next() * 2 - 1);
  for (let t = 0; t < steps; t++)
    run(weights, record, input.subarray(t * features, (t + 1) * features), t);
  return {
    ...cellDiagramDefaults(),
    cell,
    resetAfter: false,
    input: encodeArray(input, [steps, features]),
    series: Object.fromEntries(
      [...record].map(([name, data]) => [name, encodeArray(data, [steps, units])]),
    ),
    gates: [...weights].map(([name, { W, U, b }]) => ({
      name,
      activation: 'gnh'.includes(name) ? 'tanh' : 'sigmoid',
      W: encodeArray(W, [features, units]),
      U: encodeArray(U, [units, units]),
      b: encodeArray(b, [units]),
      recurrentBias: null,
    })),
  };
}

const row = (record: Map<string, Float64Array>, name: string, t: number): Float64Array =>
  t < 0 ? new Float64Array(units) : record.get(name)!.subarray(t * units, (t + 1) * units);

/** An LSTM of 8 units over 12 steps of 2 features. */
export const lstmState = (): CellDiagramState =>
  stateOf('lstm', ['i', 'f', 'g', 'o', 'c', 'h'], (weights, record, x, t) => {
    const before = row(record, 'h', t - 1);
    for (let u = 0; u < units; u++) {
      const gate = (name: string, act: (z: number) => number): number => {
        const w = weights.get(name)!;
        const [a, b] = products(w, x, before, u);
        return (row(record, name, t)[u] = act(a + b + w.b[u]!));
      };
      const [i, f, g, o] = [
        gate('i', sigmoid),
        gate('f', sigmoid),
        gate('g', Math.tanh),
        gate('o', sigmoid),
      ];
      const c = f * row(record, 'c', t - 1)[u]! + i * g;
      row(record, 'c', t)[u] = c;
      row(record, 'h', t)[u] = o * Math.tanh(c);
    }
  });

/** A GRU of the same size whose reset gate comes before the product. */
export const gruState = (): CellDiagramState =>
  stateOf('gru', ['z', 'r', 'n', 'h'], (weights, record, x, t) => {
    const before = row(record, 'h', t - 1);
    const gate = (name: string, u: number, act: (z: number) => number, h: Float64Array): number => {
      const w = weights.get(name)!;
      const [a, b] = products(w, x, h, u);
      return (row(record, name, t)[u] = act(a + b + w.b[u]!));
    };
    for (let u = 0; u < units; u++) gate('r', u, sigmoid, before);
    const admitted = before.map((h, u) => h * row(record, 'r', t)[u]!);
    for (let u = 0; u < units; u++) {
      const [z, n] = [gate('z', u, sigmoid, before), gate('n', u, Math.tanh, admitted)];
      row(record, 'h', t)[u] = z * before[u]! + (1 - z) * n;
    }
  });

/** A simple recurrent cell of the same size. */
export const rnnState = (): CellDiagramState =>
  stateOf('rnn', ['h'], (weights, record, x, t) => {
    const [w, before] = [weights.get('h')!, row(record, 'h', t - 1)];
    for (let u = 0; u < units; u++) {
      const [a, b] = products(w, x, before, u);
      row(record, 'h', t)[u] = Math.tanh(a + b + w.b[u]!);
    }
  });
