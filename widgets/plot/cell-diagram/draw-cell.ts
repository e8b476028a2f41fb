// The cell diagram as one picture.
import { fitText } from '../text/measure.js';
import { fontFamily } from '../tree/font.js';
import { h, type Tree } from '../tree/tree.js';
import { drawGru, gruSize } from './draw-gru.js';
import { drawLstm, lstmSize } from './draw-lstm.js';
import type { DiagramOptions } from './gate-box.js';
import { formatValue } from './shapes.js';
import type { CellSpec } from './spec.js';
import { valueAt, type Moment } from './sums.js';

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
  const { width, height } = spec.cell === 'lstm' ? lstmSize : gruSize;
  const draw = spec.cell === 'lstm' ? drawLstm : drawGru;
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'gl-cell',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'group',
      'aria-label': describe(spec, moment, title, options),
      'font-family': fontFamily,
      color: 'var(--jp-content-font-color1, #1f1f1f)',
      fill: 'currentColor',
      style: 'max-width:100%;height:auto',
    },
    title !== '' &&
      h(
        'text',
        { x: width / 2, y: 18, 'text-anchor': 'middle', 'font-size': 14, 'font-weight': 600 },
        fitText(title, width - 20, 14),
      ),
    draw(spec, moment, options),
  );
}
