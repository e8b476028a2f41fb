import type { CellSpec } from '../../../src/cell/cell-spec.js';
import type { Layer } from '../../../src/api/layer.js';
import type { Trace } from '../../../src/trace/trace.js';
import type { NdArray } from '../../../src/ndarray/nd-array.js';
import { drawCell } from '../../plot/cell-diagram/draw-cell.js';
import { cellSpec } from '../../plot/cell-diagram/spec.js';
import { speaker } from '../../plot/text/words.js';
import {
  cellDiagramDefaults,
  decodeArray,
  encodeArray,
  type CellDiagramState,
  type ModuleTraits,
} from '../../state/index.js';
import { defineWidget } from '../core/define-widget.js';
import type { GateLink } from './gate-link.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import { withoutModule } from '../core/own-widget.js';
import { pictureBundle, stateOf, wireOf } from './picture.js';
import { joinLink } from './trace-link.js';

type DiagramTraits = Omit<CellDiagramState, keyof ModuleTraits | 'link'> & {
  link: GateLink | null;
};

const cells = { lstm: 'lstm', gru: 'gru', 'simple-rnn': 'rnn' } as const;
const seriesOf = {
  lstm: ['i', 'f', 'g', 'o', 'c', 'h'],
  gru: ['z', 'r', 'n', 'h'],
  rnn: ['h'],
} as const;

/** Options of `cellDiagram`. */
export interface CellDiagramOptions
  extends
    Partial<
      Pick<DiagramTraits, 'step' | 'unit' | 'title' | 'opened' | 'atCursor' | 'language' | 'link'>
    >,
    Partial<Pick<DiagramTraits, 'columnNames' | 'featureNames'>> {
  /** Which sample of a batch; the first one unless told. */
  readonly sample?: number;
  /** Which direction of a bidirectional layer. */
  readonly direction?: 'forward' | 'backward';
}

/** The wiring of an LSTM, GRU or simple recurrent cell with the numbers of one unit at one step; the sum behind each gate opens on click. */
export class CellDiagram extends defineWidget<DiagramTraits>({
  name: 'CellDiagram',
  ...withoutModule(cellDiagramDefaults),
  kinds: { link: 'widget' },
}) {
  override staticBundle(): MimeBundle {
    const moment = { step: this.step ?? 0, unit: this.unit ?? 0 };
    const title = this.title || `${this.cell.toUpperCase()} cell`;
    const spec = cellSpec(stateOf(this, cellDiagramDefaults));
    const options = { say: speaker('en'), opened: null };
    const text = `${title}, unit ${moment.unit} at step ${moment.step}`;
    return pictureBundle(drawCell(spec, moment, title, options as never), text);
  }
}

/**
 * Draws the cell of a traced recurrent layer with its numbers.
 * @throws RangeError for layers whose cell is stacked, has peepholes, a projection or a state that is held, and for runs that interventions have changed in this layer
 */
export function cellDiagram(trace: Trace<Layer>, options: CellDiagramOptions = {}): CellDiagram {
  const { sample = 0, direction, ...traits } = options;
  if (trace.start.amended) {
    throw new RangeError(
      `Interventions have changed ${trace.start.amended.join(', ')} of layer "${trace.layer.name}" in this run, so that the sums of a diagram would not lead to its numbers`,
    );
  }
  // With the weights that hold a gate, so that what opens adds up to the gate as it ran.
  const setup = trace.layer.recurrent(trace.start.options).setup();
  const at = setup.directions.findIndex((d) => d.backwards === (direction === 'backward'));
  const found = setup.directions[Math.max(0, at)]!;
  const spec = drawableSpec(found.specs, trace.layer.name);
  const prefix = setup.prefixes[Math.max(0, at)] ?? '';
  const one = (array: NdArray) => seriesWire(array.shape.length > 2 ? array.pick(sample) : array);
  const cell = cells[spec.kind];
  return new CellDiagram({
    link: joinLink(trace, options),
    ...traits,
    cell,
    resetAfter: spec.resetAfter ?? false,
    backwards: found.backwards,
    input: one(trace.input),
    series: Object.fromEntries(seriesOf[cell].map((name) => [name, one(trace.get(prefix + name))])),
    initialHidden: startOf(trace, `${prefix}h`, { sample, units: spec.units }),
    initialCell:
      spec.kind === 'lstm' ? startOf(trace, `${prefix}c`, { sample, units: spec.units }) : null,
    gates: gatesOf(spec),
    outputActivation: (spec.outputActivation ?? spec.activation).id,
  });
}

/** Numbers of a series from which on single precision is sent, as heatmaps do. */
const exactNumbers = 100_000;

function seriesWire(array: NdArray) {
  const wire = wireOf(array);
  if (array.size <= exactNumbers || wire.dtype === 'float32') return wire;
  return encodeArray(Float32Array.from(decodeArray(wire).data), wire.shape);
}

/** The one cell there is, if its wiring is the one that is drawn. */
function plainCell(specs: readonly CellSpec[]): CellSpec | undefined {
  const [spec] = specs;
  const { peephole, projection } = spec?.weights ?? {};
  const isPlain = specs.length === 1 && !peephole && !projection && !spec?.coupledForget;
  // A state that is held is not what the drawn wires make of the others.
  return isPlain && !spec?.held ? spec : undefined;
}

/** Whether `cellDiagram` draws the cells of this trace. */
export const hasPlainCell = (trace: Trace<Layer>): boolean =>
  !trace.start.amended &&
  trace.layer
    .recurrent(trace.start.options)
    .setup()
    .directions.every(({ specs }) => plainCell(specs) !== undefined);

function drawableSpec(specs: readonly CellSpec[], layer: string): CellSpec {
  const spec = plainCell(specs);
  if (spec) return spec;
  throw new RangeError(
    `The cell of layer "${layer}" cannot be drawn: a diagram needs one cell without peepholes, projection or states that are held`,
  );
}

/** The gate that has the cell's activation, where the others have the recurrent one. */
const candidates = { lstm: 'g', gru: 'n', 'simple-rnn': 'h' } as const;

function gatesOf({ kind, weights, activation, recurrentActivation, forgetBias }: CellSpec) {
  return weights.W.names.map((name) => {
    const isCandidate = name === candidates[kind];
    const b = wireOf(weights.b.get(name));
    return {
      name,
      activation: (isCandidate ? activation : recurrentActivation).id,
      W: wireOf(weights.W.get(name)),
      U: wireOf(weights.U.get(name)),
      b: name === 'f' && forgetBias ? shifted(weights.b.get(name), forgetBias) : b,
      recurrentBias: weights.recurrentBias ? wireOf(weights.recurrentBias.get(name)) : null,
    };
  });
}

function shifted(bias: NdArray, by: number) {
  const sum = Float64Array.from({ length: bias.shape[0]! }, (_, unit) => bias.get(unit) + by);
  return encodeArray(sum, [sum.length]);
}

function startOf(trace: Trace<Layer>, name: string, at: { sample: number; units: number }) {
  const all = trace.start.initialState[name];
  if (!all) return null;
  return encodeArray(all.subarray(at.sample * at.units, (at.sample + 1) * at.units), [at.units]);
}
