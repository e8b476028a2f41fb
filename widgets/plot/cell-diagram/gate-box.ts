// A gate of the diagram, filled in with its numbers.
import { gateWords, type Say } from '../text/words.js';
import { formatValue, type GateBox } from './shapes.js';
import type { CellSpec } from './spec.js';
import { valueAt, type Moment } from './sums.js';
import type { GatePlace } from './wiring.js';

/** What the drawing functions share. `open` is null in a picture that cannot be pressed. */
export interface DiagramOptions {
  /** The gate whose sum is opened; null where none is. */
  readonly opened: string | null;
  /** Opens the sum of a gate, or closes it. */
  readonly open: ((gate: string) => void) | null;
  /** The words of the picture's language. */
  readonly say: Say;
}

/** The box of the gate `name` at a place. */
export function gateBox(
  spec: CellSpec,
  moment: Moment,
  { name, at }: GatePlace,
  { opened, open, say }: DiagramOptions,
): GateBox {
  const weights = spec.gates.find((gate) => gate.name === name);
  const candidate = name === 'g' || name === 'n' || name === 'h';
  const title = say(gateWords[name] ?? 'value');
  const value = valueAt(spec, name, moment);
  return {
    at,
    name,
    title,
    activation: weights?.activation ?? (candidate ? 'tanh' : 'sigmoid'),
    value,
    limits: candidate ? [-1, 1] : [0, 1],
    opened: opened === name,
    label: `${title} ${name} = ${formatValue(value)}. ${say('openSum', name)}`,
    open: open && weights ? () => open(name) : null,
  };
}
