import assert from 'node:assert/strict';
import { chooseTicks, type TicksQuestion } from '../../../widgets/plot/axis/ticks.js';
import { textWidth } from '../../../widgets/plot/text/measure.js';

const units = (count: number, more: Partial<TicksQuestion> = {}): TicksQuestion => ({
  scale: { domain: [0, count], range: [300, 0] },
  vertical: true,
  ticks: null,
  labels: null,
  names: null,
  fontSize: 11,
  offset: 0.5,
  ...more,
});

describe('chooseTicks(question)', () => {
  it('writes the number of a cell at its middle, and none that is not there', () => {
    const { ticks } = chooseTicks(units(30));
    assert.ok(ticks.length > 3);
    for (const { at, text } of ticks) assert.equal(at, Number(text) + 0.5);
    assert.ok(ticks.every(({ text }) => Number(text) < 30));
  });

  it('writes it on the edge before the cell where that is asked for, as pcolor does', () => {
    const { ticks } = chooseTicks(units(30, { offset: 0 }));
    for (const { at, text } of ticks) assert.equal(at, Number(text));
    assert.equal(ticks.at(-1)!.text, '30');
  });

  it('marks the numbers that it is given, where those cells are', () => {
    const { ticks } = chooseTicks(
      units(30, { ticks: [0, 29, 30], labels: ['first', 'last', 'none'] }),
    );
    assert.deepEqual(ticks, [
      { at: 0.5, text: 'first' },
      { at: 29.5, text: 'last' },
    ]);
  });

  it('finds a number for a piece of two cells that has no round one', () => {
    const scale = { domain: [6.8, 8.8], range: [300, 0] } as const;
    assert.deepEqual(
      chooseTicks(units(30, { scale })).ticks.map(({ text }) => text),
      ['7', '8'],
    );
  });

  it('keeps numbers off the neighbour', () => {
    const scale = { domain: [0, 2001], range: [40, 240] } as const;
    const reach = [30, 249] as const;
    const { ticks } = chooseTicks(units(2001, { scale, vertical: false, reach }));
    for (const { at, text } of ticks) {
      assert.ok(40 + (at / 2001) * 200 + textWidth(text, 11) / 2 <= 249, text);
    }
    assert.ok(!ticks.some(({ text }) => text === '2,000'));
  });

  it('says how many names there are to one that is written', () => {
    const names = Array.from({ length: 60 }, (_, k) => `neuron ${k}`);
    const { ticks, every } = chooseTicks(units(60, { names }));
    assert.ok(every > 1);
    assert.equal(ticks.length, Math.ceil(60 / every));
    assert.equal(chooseTicks(units(12, { names: names.slice(0, 12) })).every, 1);
  });
});
