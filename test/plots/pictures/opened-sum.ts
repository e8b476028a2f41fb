import { drawSum } from '../../../widgets/plot/cell-diagram/draw-sum.js';
import { cellSpec } from '../../../widgets/plot/cell-diagram/spec.js';
import { gateSum } from '../../../widgets/plot/cell-diagram/sums.js';
import { speaker } from '../../../widgets/plot/text/words.js';
import { lstmState } from '../helpers/cells.js';

/**
 * The sum that made a forget gate.
 * @example cellDiagram(trace, { unit: 3, step: 5, opened: 'f' })
 */
export default () =>
  drawSum(gateSum(cellSpec(lstmState()), 'f', { step: 5, unit: 3 }), {
    features: ['price', 'volume'],
    say: speaker('en'),
  });
