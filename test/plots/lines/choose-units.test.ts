import assert from 'node:assert/strict';
import { parseUnits, unitsText } from '../../../widgets/plot/lines/choose-units.js';

describe('units of lines, as a person writes them', () => {
  it('are read as single ones and ranges, each once', () => {
    assert.deepEqual(parseUnits('0-3, 12', 30), [0, 1, 2, 3, 12]);
    assert.deepEqual(parseUnits('5 4;5', 30), [5, 4]);
  });

  it('are refused where there are no such units', () => {
    for (const text of ['30', '3-', '4-2', 'all', '1, x', '']) {
      assert.equal(parseUnits(text, 30), null, text);
    }
  });

  it('are written with neighbours as a range', () => {
    assert.equal(unitsText([0, 1, 2, 3, 12]), '0-3, 12');
    assert.equal(unitsText([7]), '7');
  });
});
