import { drawTableCurve } from '../../../widgets/plot/error-table/error-curve.js';
import { errorMapState } from '../../../widgets/plot/error-table/error-map-state.js';
import { speaker } from '../../../widgets/plot/text/words.js';
import { h } from '../../../widgets/plot/tree/tree.js';
import { encodeArray, errorTableDefaults } from '../../../widgets/state/index.js';
import { drawState } from '../helpers/draw.js';
import { facetOf, matrix } from '../helpers/matrix.js';

const [units, steps] = [30, 120];
const error = matrix(units, steps, (u, t) => 4e-8 * Math.sin(u * 3 + t / 4) * (t === 70 ? 9 : 1));

const overUnits = (of: (values: number[]) => number) =>
  encodeArray(
    Float64Array.from({ length: steps }, (_, t) =>
      of(Array.from({ length: units }, (_, u) => Math.abs(error.data[u * steps + t]!))),
    ),
    [steps],
  );

/**
 * The error at each step stands above the error of each cell, step over step.
 * @example compare(trace.h, reference)
 */
export default () => {
  const state = {
    ...errorTableDefaults(),
    step: 70,
    curve: {
      max: overUnits((values) => Math.max(...values)),
      mean: overUnits((values) => values.reduce((a, b) => a + b, 0) / units),
      band: null,
    },
    map: facetOf(error, 'ours − reference, sample 0', 'error'),
  };
  const curve = drawTableCurve(state, 720, speaker('en'))!;
  const map = drawState(errorMapState(state)!);
  const [above, below] = [curve, map].map((tree) => Number(tree.attributes['height']));
  const height = above! + below!;
  const size = { viewBox: `0 0 720 ${height}`, width: 720, height };
  const lower = { ...map, attributes: { ...map.attributes, y: above! } };
  return h('svg', { ...map.attributes, ...size }, curve, lower);
};
