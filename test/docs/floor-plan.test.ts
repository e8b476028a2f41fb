import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rooms = await import(`${new URL('../../scripts/setup/rooms.mjs', import.meta.url).href}`);
const plan = await import(`${new URL('../../scripts/floor-plan.mjs', import.meta.url).href}`);

it('circlesOf() finds a circle, and none in a tree', () => {
  const circle = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['a']],
    ['d', ['a']],
  ]);
  assert.deepEqual(
    rooms.circlesOf(circle).map((nodes: string[]) => nodes.sort()),
    [['a', 'b', 'c']],
  );
  assert.deepEqual(
    rooms.circlesOf(
      new Map([
        ['a', ['b']],
        ['b', []],
      ]),
    ),
    [],
  );
});

it('imports between files do not circle, types included', () => {
  assert.deepEqual(rooms.circlesOf(rooms.importsOfAll()), []);
});

it('imports between rooms do not circle', () => {
  assert.deepEqual(rooms.circlesOf(rooms.takesFrom(rooms.importsOfAll())), []);
});

it('the floor plan in docs/architecture.md is that of the imports (npm run floor-plan draws it)', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  assert.equal(page, plan.drawnPage());
});
