// What a cell diagram is drawn from: the model's state with its arrays opened.
import {
  decodeArray,
  type CellDiagramState,
  type DiagramGate,
  type WireArray,
} from '../../state/index.js';

/** One gate's weights; all in C order. `recurrentBias` is null where there is one bias only. */
export interface GateWeights {
  /** `i f g o`, `z r n`, or `h` alone. */
  readonly name: string;
  /** The name of its activation. */
  readonly activation: string;
  /** features × units. */
  readonly W: ArrayLike<number>;
  /** units × units, from row to column. */
  readonly U: ArrayLike<number>;
  /** units. */
  readonly b: ArrayLike<number>;
  /** units; null where there is one bias only. */
  readonly recurrentBias: ArrayLike<number> | null;
}

/** A cell over time. */
export interface CellSpec {
  /** Which cell it is. */
  readonly cell: CellDiagramState['cell'];
  /** GRU only: whether the reset gate multiplies after the recurrent product. */
  readonly resetAfter: boolean;
  /** GRU only: whether z keeps the old state, or takes the new one. */
  readonly updateRule: 'keep' | 'update';
  /** Whether it runs from the last step to the first. */
  readonly backwards: boolean;
  /** The activation of the cell state on its way to h. */
  readonly outputActivation: string;
  /** Steps of the input. */
  readonly steps: number;
  /** Units of the cell. */
  readonly units: number;
  /** Features of the input. */
  readonly features: number;
  /** steps × features. */
  readonly input: ArrayLike<number>;
  /** Each steps × units. */
  readonly series: Readonly<Record<string, ArrayLike<number>>>;
  /** units: h before the first step that is run. */
  readonly initialHidden: ArrayLike<number>;
  /** units: c before the first step that is run. */
  readonly initialCell: ArrayLike<number>;
  /** In the order of the cell's equations. */
  readonly gates: readonly GateWeights[];
}

/** The series that each cell needs. */
const needed = {
  lstm: ['i', 'f', 'g', 'o', 'c', 'h'],
  gru: ['z', 'r', 'n', 'h'],
  rnn: ['h'],
} as const;

function openShaped(wire: WireArray, shape: readonly number[], name: string): ArrayLike<number> {
  const opened = decodeArray(wire);
  if (opened.shape.join() !== shape.join()) {
    throw new RangeError(
      `${name} has the shape ${opened.shape.join(' × ')} instead of ${shape.join(' × ')}`,
    );
  }
  return opened.data;
}

function openGate(gate: DiagramGate, features: number, units: number): GateWeights {
  const { name, activation } = gate;
  return {
    name,
    activation,
    W: openShaped(gate.W, [features, units], `W.${name}`),
    U: openShaped(gate.U, [units, units], `U.${name}`),
    b: openShaped(gate.b, [units], `b.${name}`),
    recurrentBias:
      gate.recurrentBias &&
      openShaped(gate.recurrentBias, [units], `the recurrent bias of ${name}`),
  };
}

/** Opens the state. Throws a RangeError or TypeError when something is missing or has another shape. */
export function cellSpec(state: CellDiagramState): CellSpec {
  const hidden = Object.hasOwn(state.series, 'h') ? state.series['h'] : undefined;
  if (!hidden || !state.input)
    throw new RangeError('A cell diagram needs the input and the series h');
  const [steps = 0, units = 0] = hidden.shape;
  const [, features = 0] = state.input.shape;
  const names: readonly string[] = needed[state.cell];
  const missing = names.find((name) => !Object.hasOwn(state.series, name));
  if (missing)
    throw new RangeError(
      `A diagram of this cell needs the series ${names.join(', ')}: ${missing} is missing`,
    );
  const zeros = new Float64Array(units);
  const initial = (wire: WireArray | null, name: string): ArrayLike<number> =>
    wire ? openShaped(wire, [units], name) : zeros;
  return {
    cell: state.cell,
    resetAfter: state.resetAfter,
    updateRule: state.updateRule,
    backwards: state.backwards,
    outputActivation: state.outputActivation,
    steps,
    units,
    features,
    input: openShaped(state.input, [steps, features], 'the input'),
    series: Object.fromEntries(
      names.map((name) => [
        name,
        openShaped(state.series[name]!, [steps, units], `the series ${name}`),
      ]),
    ),
    initialHidden: initial(state.initialHidden, 'the initial hidden state'),
    initialCell: initial(state.initialCell, 'the initial cell state'),
    gates: state.gates.map((gate) => openGate(gate, features, units)),
  };
}
