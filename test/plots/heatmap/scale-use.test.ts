import assert from 'node:assert/strict';
import { chooseLimits } from '../../../widgets/plot/norm/limits.js';
import { notesOf } from '../../../widgets/plot/heatmap/notes.js';
import { planHeatmap } from '../../../widgets/plot/heatmap/plan-heatmap.js';
import { canFit, percentOf } from '../../../widgets/plot/heatmap/scale-use.js';
import { heatmapSpec } from '../../../widgets/plot/heatmap/spec.js';
import { speaker } from '../../../widgets/plot/text/words.js';
import type { HeatmapState, Quantity } from '../../../widgets/state/index.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

const planOf = (values: number[], quantity: Quantity, options: Partial<HeatmapState> = {}) =>
  planHeatmap(
    heatmapSpec(
      heatmapOf(
        [
          facetOf(
            matrix(1, values.length, (_, c) => values[c]!),
            '',
            quantity,
          ),
        ],
        options,
      ),
    ),
    720,
  );
const notes = (...question: Parameters<typeof planOf>) =>
  notesOf(planOf(...question), speaker('en'));
const limitsOf = (...question: Parameters<typeof planOf>) => {
  const { vmin, vmax, bound } = planOf(...question).panels[0]!.coloring.limits;
  return [vmin, vmax, bound];
};

describe('how much of its scale a picture uses', () => {
  it('is said where it is little', () => {
    assert.deepEqual(notes([-0.0625, 0.0625], 'hidden'), ['uses 6 % of −1 … 1']);
    assert.deepEqual(notes([0.6, 0.81], 'gate'), ['uses 21 % of 0 … 1']);
    assert.deepEqual(notes([0.1, 0.9], 'gate'), []);
    assert.deepEqual(notes([5, 5.1], 'value'), []);
    assert.deepEqual(notes([0.4, 0.41], 'value', { vmin: 0, vmax: 1 }), ['uses 1 % of 0 … 1']);
    assert.equal(percentOf(0.000412), '0.04');
  });

  it('fit shows the numbers, with zero in the middle of signed ones, and says so', () => {
    assert.deepEqual(limitsOf([-0.0625, 0.03], 'hidden', { fit: true }), [-0.0625, 0.0625, true]);
    assert.deepEqual(limitsOf([0.5, 0.75], 'gate', { fit: true }), [0.5, 0.75, true]);
    assert.deepEqual(notes([0.5, 0.75], 'gate', { fit: true }), [
      'colours fitted to 0.5 … 0.75 of 0 … 1',
    ]);
  });

  it('fit never hides that a number leaves its range', () => {
    assert.deepEqual(limitsOf([0.5, 1.25], 'gate', { fit: true }), [0.5, 1, true]);
    const { over } = planOf([0.5, 1.25], 'gate', { fit: true }).panels[0]!.coloring;
    assert.ok(over);
    assert.equal(notes([0.5, 1.25], 'gate', { fit: true }).length, 2);
  });

  it('is offered where there is a range to leave, and nobody chose limits', () => {
    const offered = (...question: Parameters<typeof planOf>) => canFit(planOf(...question).spec);
    assert.ok(offered([0.5], 'gate') && offered([0.5], 'hidden'));
    assert.ok(!offered([0.5], 'error') && !offered([0.5], 'gate', { vmin: 0, vmax: 1 }));
  });

  it('robust limits of signed numbers are symmetric, those of gates are not', () => {
    const question = {
      norm: { type: 'robust', low: 0, high: 100 } as const,
      vmin: null,
      vmax: null,
      stats: [{ min: -0.2, max: 0.5, mean: 0, minAt: null, maxAt: null, nan: 0 }],
      sorted: () => [-0.2, 0.1, 0.5],
    };
    const ends = (quantity: Quantity) => {
      const { vmin, vmax } = chooseLimits({ ...question, quantity });
      return [vmin, vmax];
    };
    assert.deepEqual(ends('hidden'), [-0.5, 0.5]);
    assert.deepEqual(ends('error'), [-0.5, 0.5]);
    assert.deepEqual(ends('gate'), [-0.2, 0.5]);
  });
});
