// The cell diagram as one picture.
import { fitText } from '../text/measure.js';
import { fontFamily } from '../tree/font.js';
import { h, type Tree } from '../tree/tree.js';
import { gateBox, type DiagramOptions } from './gate-box.js';
import { drawChip, drawDot, drawGate, drawOperation, drawWire, formatValue } from './shapes.js';
import type { CellSpec } from './spec.js';
import { valueAt, type Moment } from './sums.js';
import { wireGru } from './wire-gru.js';
import { wireLstm } from './wire-lstm.js';
import { wireRnn } from './wire-rnn.js';
import type { Wiring } from './wiring.js';

const wirings: Readonly<Record<CellSpec['cell'], (spec: CellSpec, moment: Moment) => Wiring>> = {
  lstm: wireLstm,
  gru: wireGru,
  rnn: wireRnn,
};

/** The picture in a sentence: every number of the diagram. */
function describe(spec: CellSpec, moment: Moment, title: string, { say }: DiagramOptions): string {
  const names = Object.keys(spec.series);
  const values = names
    .map((name) => `${name} ${formatValue(valueAt(spec, name, moment))}`)
    .join(', ');
  const where = `${say('unit')} ${moment.unit}, ${say('step')} ${moment.step}`;
  return `${title ? `${title}: ` : ''}${spec.cell.toUpperCase()}, ${where}: ${values}`;
}

/** Draws the wiring with the numbers of one unit at one step. */
export function drawCell(
  spec: CellSpec,
  moment: Moment,
  title: string,
  options: DiagramOptions,
): Tree {
  const wiring = wirings[spec.cell](spec, moment);
  const { width, height } = wiring.size;
  const head = title === '' ? 0 : 30;
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'gl-cell',
      viewBox: `0 ${-head} ${width} ${height + head}`,
      width,
      height: height + head,
      role: 'group',
      'aria-label': describe(spec, moment, title, options),
      'font-family': fontFamily,
      color: 'var(--jp-content-font-color1, #1f1f1f)',
      fill: 'currentColor',
      style: 'width:100%;max-width:1280px;height:auto',
    },
    title !== '' &&
      h(
        'text',
        { x: width / 2, y: -6, 'text-anchor': 'middle', 'font-size': 20, 'font-weight': 600 },
        fitText(title, width - 20, 20),
      ),
    wiring.wires.map(({ places, arrow }) => drawWire(places, arrow)),
    wiring.dots.map(drawDot),
    wiring.operations.map(drawOperation),
    wiring.chips.map(drawChip),
    wiring.gates.map((gate) => drawGate(gateBox(spec, moment, gate, options))),
  );
}
