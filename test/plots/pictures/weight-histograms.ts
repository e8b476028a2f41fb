import { drawWeights } from '../../../widgets/plot/weights/draw-weights.js';
import { encodeArray, weightsDefaults } from '../../../widgets/state/index.js';
import { random } from '../helpers/matrix.js';
import { pngAddress } from '../helpers/png.js';

const next = random(5);
const normal = (n: number, width: number) =>
  Float64Array.from({ length: n }, () => width * (next() + next() + next() + next() - 2));

/**
 * Recurrent weights by gate, under each its histogram over one axis.
 * @example weightMaps(layer.weights.U, { name: 'U' })
 */
export default () =>
  drawWeights(
    {
      ...weightsDefaults(),
      blocks: ['i', 'f', 'g', 'o'].map((gate, i) => ({
        name: `U.${gate}`,
        values: encodeArray(normal(400, 0.3 + i * 0.15), [20, 20]),
      })),
      xlabel: 'to unit',
      ylabel: 'from unit',
    },
    { width: 860, image: pngAddress },
  );
