// What lessons 08 and 10 show beside what Keras says: scripts/fixtures/known.py.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textsOf } from './outputs.js';
import { readCells, tutorials } from './tutorial.js';

const known = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'known.json'), 'utf8'),
) as { knowledge: Record<string, [number, number, number]>; slopes: number[] };

/** What one cell of a lesson is stored with. */
function stored(name: string, id: string): string {
  const cell = readCells(join(tutorials, name)).find((one) => one.id === id);
  assert.ok(cell, id);
  return textsOf([cell])[0]!;
}

describe('lessons beside Keras', () => {
  it('10: what each checkpoint knows of depth, quote and column', () => {
    const text = stored('10-a-network-growing-up.ipynb', 'growing-03');
    const numbers = [...text.matchAll(/: ([\d.e-]+)/g)].map(([, number]) => Number(number));
    const rows = Object.entries(known.knowledge).map(([epoch, row]) => [Number(epoch), ...row]);
    assert.equal(rows.length, 8);
    assert.equal(numbers.length, 32);
    rows.flat().forEach((value, k) => assert.ok(Math.abs(numbers[k]! - value) < 1e-6, `${k}`));
  });

  it('08: how much each of the thirty numbers of row 5 would change their sum', () => {
    const text = stored('08-where-the-memory-comes-from.ipynb', 'memory-13');
    const marked = [12, 20];
    const said = marked.map((t) => `step ${t}: gradient ${known.slopes[t]!.toFixed(2)}\n`);
    const others = known.slopes.filter((_, t) => !marked.includes(t)).map(Math.abs);
    assert.equal(others.length, 28);
    const most = `all others: ${Math.max(...others).toFixed(2)} at most\n`;
    assert.ok(text.startsWith([...said, most].join('')), text);
  });
});
