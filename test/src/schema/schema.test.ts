import assert from 'node:assert/strict';
import { finite, flag, oneOf, problemIn, v, whole, wholes } from '../../../src/schema/schema.js';

describe('problemIn(schema, value)', () => {
  const schema = v.looseObject({
    units: whole(1),
    size: v.optional(wholes(1, 2)),
    padding: v.optional(oneOf('valid', 'same')),
    rate: v.optional(finite()),
    use_bias: v.optional(flag()),
    inner: v.optional(v.looseObject({ n: whole(0, 9) })),
  });

  it('says nothing of what fits, and lets other members be', () => {
    const fitting = {
      units: 3,
      size: [1, 2],
      padding: 'same',
      rate: 0.5,
      use_bias: 1,
      other: null,
    };
    assert.equal(problemIn(schema, fitting), undefined);
    assert.equal(problemIn(schema, { units: 1, size: 2, inner: { n: 9 } }), undefined);
  });

  const wrong = [
    [{ units: 0 }, '"units" should be a whole number of at least 1, but is 0'],
    [{ units: 1.5 }, '"units" should be a whole number of at least 1, but is 1.5'],
    [{ units: '3' }, '"units" should be a whole number of at least 1, but is "3"'],
    [{}, '"units" is missing'],
    [
      { units: 1, size: [1] },
      '"size" should be a whole number of at least 1, or 2 of them, but is [1]',
    ],
    [{ units: 1, padding: 'full' }, '"padding" should be \'valid\' or \'same\', but is "full"'],
    [{ units: 1, rate: NaN }, '"rate" should be a number, but is null'],
    [{ units: 1, use_bias: 2 }, '"use_bias" should be true or false, but is 2'],
    [{ units: 1, inner: { n: 10 } }, '"inner.n" should be a whole number from 0 to 9, but is 10'],
  ] as const;
  for (const [value, sentence] of wrong) {
    it(sentence, () => assert.equal(problemIn(schema, value), sentence));
  }
});
