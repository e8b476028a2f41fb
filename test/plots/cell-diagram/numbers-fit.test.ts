// Every number of a diagram stays inside its chip or box.
import assert from 'node:assert/strict';
import { drawChip, drawGate } from '../../../widgets/plot/cell-diagram/shapes.js';
import { textBoxes } from '../helpers/text-boxes.js';

const numbers = [
  0,
  -1,
  0.5,
  -0.0547,
  0.0087451,
  -0.00123456,
  61.004,
  -12345,
  4.5e-9,
  -2.3e-12,
  NaN,
  -Infinity,
];

describe('a number of a cell diagram', () => {
  for (const value of numbers) {
    it(`${value} stays inside its chip and its box`, () => {
      const at = [200, 100] as const;
      const chip = drawChip({ at, name: ['c', 't'], value, limits: [-1, 1] });
      const gate = drawGate({
        ...{ at, name: 'f', title: 'forget', activation: 'sigmoid', value, limits: [0, 1] },
        ...{ opened: false, label: '', open: null },
      });
      for (const [tree, half] of [
        [chip, 50],
        [gate, 74],
      ] as const) {
        const written = textBoxes(tree).filter(({ text }) => /[\d∞N]/.test(text));
        assert.ok(written.length > 0);
        for (const { text, left, right } of written) {
          assert.ok(left >= 200 - half && right <= 200 + half, `${text}: ${left} … ${right}`);
        }
      }
    });
  }
});
