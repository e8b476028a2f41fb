import assert from 'node:assert/strict';
import { append } from '../../../src/lists/append.js';
import { largest, smallest } from '../../../src/lists/extremes.js';

// What a stack of Node does not hold: `Math.max(...long)` throws a RangeError.
const long = Float64Array.from({ length: 400_000 }, (_, k) => Math.sin(k));

it('largest() and smallest() take lists that no stack holds', () => {
  assert.throws(() => Math.max(...long), RangeError);
  const sorted = long.slice().sort();
  assert.deepEqual([smallest(long), largest(long)], [sorted[0], sorted.at(-1)]);
});

it('largest() and smallest() answer as Math.max and Math.min do, also for none and for NaN', () => {
  for (const values of [[], [3], [-1, -2], [0, -0], [-0, 0], [1, NaN, 2], [Infinity, 1]]) {
    assert.ok(Object.is(largest(values), Math.max(...values)), `largest of ${values}`);
    assert.ok(Object.is(smallest(values), Math.min(...values)), `smallest of ${values}`);
  }
});

it('append() puts any number of things at the end, in their order', () => {
  const list = [7];
  append(list, long);
  assert.equal(list.length, long.length + 1);
  assert.deepEqual(list.slice(0, 3), [7, long[0], long[1]]);
  assert.equal(list.at(-1), long.at(-1));
});
