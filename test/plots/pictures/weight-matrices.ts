import { drawState } from '../helpers/draw.js';
import { random } from '../helpers/matrix.js';
import { weightsAsHeatmap } from '../../../widgets/plot/weights/weights-state.js';
import { encodeArray, weightsDefaults } from '../../../widgets/state/index.js';

const next = random(9);

/** Recurrent matrices by gate, written as matrices are: row 0 on top. */
export default () =>
  drawState(
    weightsAsHeatmap({
      ...weightsDefaults(),
      xlabel: 'to unit',
      ylabel: 'from unit',
      blocks: ['U.i', 'U.f', 'U.g', 'U.o'].map((name) => ({
        name,
        values: encodeArray(
          Float64Array.from({ length: 144 }, () => next() - next()),
          [12, 12],
        ),
      })),
    }),
    900,
  );
