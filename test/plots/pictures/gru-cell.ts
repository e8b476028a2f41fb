import { drawCell } from '../../../widgets/plot/cell-diagram/draw-cell.js';
import { cellSpec } from '../../../widgets/plot/cell-diagram/spec.js';
import { speaker } from '../../../widgets/plot/text/words.js';
import { gruState } from '../helpers/cells.js';

/**
 * The wiring of a cell with the numbers of unit 3 at step 5.
 * @example cellDiagram(gruTrace, { unit: 3, step: 5 })
 */
export default () =>
  drawCell(cellSpec(gruState()), { step: 5, unit: 3 }, 'unit 3, step 5', {
    opened: null,
    open: null,
    say: speaker('en'),
  });
