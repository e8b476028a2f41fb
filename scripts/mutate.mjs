// npm run mutate: puts small faults into the heart of the house, one at a time, and writes into docs/mutation.md how many of them the tests
// notice and which they do not. `npm run mutate -- --each 200 --seed 2 src/cell` takes more, others, and one room alone.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { root, walk } from './setup/files.mjs';
import { mutantsOf } from './mutation/mutants.mjs';
import { survivorsOf } from './mutation/testers.mjs';

/** The rooms, and the folders of test/ that are to notice a fault in them, fast ones first. */
const heart = {
  'src/cell': [
    'src/cell',
    'src/weights',
    'src/gradients',
    'src/interventions',
    'src/trace',
    'src/matrix',
  ],
  'src/weights': ['src/weights', 'src/cell', 'src/matrix'],
  'src/trace': ['src/trace', 'src/interventions', 'src/explore', 'src/graph', 'src/matrix'],
  'src/rounding': ['src/rounding'],
  'kernel/session': ['kernel/session', 'kernel/handlers', 'kernel/history'],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
  },
});
const [each, seed] = [Number(values.each), Number(values.seed)];

/** A number from 0 to 1 for a text: the same fault is drawn whatever was changed elsewhere. */
function drawOf(text) {
  let hash = 2166136261 ^ seed;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

function faultsOf(room) {
  const all = walk(join(root, room))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.generated.ts'))
    .flatMap((path) => {
      const name = relative(root, path).replaceAll('\\', '/');
      return mutantsOf(readFileSync(path, 'utf8')).map((fault) => ({ ...fault, path, name }));
    });
  const draw = ({ name, was, now, start }) => drawOf(`${name} ${was} ${now} ${start}`);
  const chosen = all.sort((a, b) => draw(a) - draw(b)).slice(0, each);
  return { all: all.length, chosen: chosen.map((fault, k) => ({ ...fault, id: k + 1 })) };
}

const pathOf = (room) => join(root, '.cache/mutation', `${room.replace('/', '-')}.json`);

for (const [room, folders] of Object.entries(heart)) {
  if (positionals.length > 0 && !positionals.includes(room)) continue;
  const files = folders
    .flatMap((folder) => walk(join(root, 'test', folder)))
    .filter((path) => path.endsWith('.test.ts'));
  const { all, chosen } = faultsOf(room);
  const paths = [...new Set(chosen.map(({ path }) => path))];
  const byPath = paths.map((path) => [path, chosen.filter((fault) => fault.path === path)]);
  const { tried, left } = await survivorsOf(byPath, files, {
    say: (line) => console.log(`${room}: ${line}`),
    minutes: Number(values.minutes),
  });
  console.log(`${room}: ${tried - left.length} of ${tried} noticed`);
  const survivors = left
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.start - b.start))
    .map(({ name, line, was, now }) => ({ name, line, was, now }));
  const result = { room, all, tried, survivors };
  mkdirSync(join(root, '.cache/mutation'), { recursive: true });
  writeFileSync(pathOf(room), JSON.stringify(result));
}

// What was not run now stands as it was counted last.
const results = Object.keys(heart)
  .filter((room) => existsSync(pathOf(room)))
  .map((room) => JSON.parse(readFileSync(pathOf(room), 'utf8')));
const rows = results.map(({ room, all, tried, survivors }) => {
  const noticed = tried - survivors.length;
  return [`\`${room}\``, all, tried, noticed, `${((100 * noticed) / tried).toFixed(0)} %`];
});
const left = results
  .flatMap(({ survivors }) => survivors)
  .map(({ name, line, was, now }) => [`\`${name}\` ${line}`, code(was), code(now)]);
const page = `# Faults that tests notice

Written by \`npm run mutate\`, which puts small faults into the rooms of the heart (a sign, a bound, a condition, a number, a call left out),
one at a time, and sees whether a test notices. They are drawn by chance with a seed, so many a room as\nits minutes allow, ${each} at most. One that makes the tests hang is noticed. \`npm run mutate -- --each 200 --minutes 60 src/cell\` tries more in one room.

${table(['room', 'places', 'tried', 'noticed', 'share'], rows)}

${left.length === 0 ? 'Every one was noticed.' : `Not noticed:\n\n${table(['place', 'was', 'became'], left)}`}
`;
writeFileSync(join(root, 'docs/mutation.md'), await format(page, { parser: 'markdown' }));

function code(text) {
  return `\`${text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')}\``;
}

function table(head, lines) {
  return [head, head.map(() => '---'), ...lines].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
