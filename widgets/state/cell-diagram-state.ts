// State of `CellDiagramModel`: one cell with all the numbers needed to open every sum.
import { pictureDefaults, type PictureTraits } from './picture-state.js';
import type { WireArray } from './wire-array.js';

/**
 * One gate and its weights, already cut by gate: W is features × units, U units × units, b units.
 * `recurrentBias` (units) is the second bias of a GRU whose reset gate comes after the product, null elsewhere.
 */
export interface DiagramGate {
  /** `i f g o`, `z r n`, or `h` alone. */
  name: string;
  /** `sigmoid`, `tanh`, `hard_sigmoid_keras2`, … as the trace names it. */
  activation: string;
  /** features × units. */
  W: WireArray;
  /** units × units. */
  U: WireArray;
  /** units. */
  b: WireArray;
  /** units; null where the bias is added to both products at once. */
  recurrentBias: WireArray | null;
}

/** State of a cell diagram. `step` and `unit` are the shared traits; null starts at 0. */
export interface CellDiagramState extends PictureTraits {
  /** `rnn` is the simple cell with one sum. */
  cell: 'lstm' | 'gru' | 'rnn';
  /** GRU only: the reset gate multiplies after the recurrent product (Keras 2+ and PyTorch) or before it. */
  resetAfter: boolean;
  /** GRU only: h = z ∘ h₋₁ + (1 − z) ∘ n (`keep`, Keras and PyTorch) or the other way round (`update`). */
  updateRule: 'keep' | 'update';
  /** The cell runs from the last step to the first: the state before step t is that of t + 1. */
  backwards: boolean;
  /** steps × features. */
  input: WireArray | null;
  /** Each steps × units: `i f g o c h`, `z r n h` or `h`. */
  series: Record<string, WireArray>;
  /** units, zeros when null. */
  initialHidden: WireArray | null;
  /** units, zeros when null; LSTM only. */
  initialCell: WireArray | null;
  /** In the order of the cell's equations. */
  gates: DiagramGate[];
  /** The activation of the cell state on its way to h (`tanh` unless told). */
  outputActivation: string;
  /** Name of the gate whose sum is opened, or null. */
  opened: string | null;
  /** Whether the numbers are those of the cell under the cursor of a linked view, and of the chosen step and unit where there is none. */
  atCursor: boolean;
  /** A name for each step, such as a token or a date; null counts them. */
  columnNames: string[] | null;
  /** A name for each feature of the input; null counts them. */
  featureNames: string[] | null;
}

/** Default state of a cell diagram. */
export const cellDiagramDefaults = (): CellDiagramState => ({
  ...pictureDefaults('CellDiagram'),
  cell: 'lstm',
  resetAfter: true,
  updateRule: 'keep',
  backwards: false,
  input: null,
  series: {},
  initialHidden: null,
  initialCell: null,
  gates: [],
  outputActivation: 'tanh',
  opened: null,
  atCursor: false,
  columnNames: null,
  featureNames: null,
});
