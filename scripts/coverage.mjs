// npm run coverage: the lines of every room that tests run, as a table in docs/coverage.md; fails where a part of the house has too few.
// `npm run coverage -- unit browser` runs these suites alone, beside what the last run of the others counted; `-- none` only counts again.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { linesThatRan, linesToRun } from './setup/covered-lines.mjs';
import { root, walk } from './setup/files.mjs';
import { parts, roomOf } from './setup/rooms.mjs';
import { listSuites, runSuites } from './setup/suites.mjs';

/** Where each suite's reports are kept. */
const folderOf = (suite) => join(root, '.cache/coverage', suite);

/** The suites whose processes and pages are counted. */
const counted = ['unit', 'conformance', 'reference', 'onnxruntime', 'browser'];

/** Under V8's counting a loop cannot be interrupted from another thread, so that these tests would wait in vain. */
const uncountable = /interrupts\.test\.ts$/;

/** Percent of lines that tests have to run. */
const least = { src: 90, kernel: 90, widgets: 80 };

const named = process.argv.slice(2);
for (const suite of counted) {
  if (named.length > 0 && !named.includes(suite)) continue;
  const folder = folderOf(suite);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  process.env.NODE_V8_COVERAGE = folder;
  process.env.GATELAB_PAGE_COVERAGE = folder;
  const whole = listSuites().find(({ name }) => name === suite);
  const files = whole.files.filter((file) => !uncountable.test(file));
  const { failures } = await runSuites([{ ...whole, files }]);
  delete process.env.NODE_V8_COVERAGE;
  if (failures > 0) process.exitCode = 1;
}

const ran = linesThatRan(counted.map(folderOf));
const rooms = new Map();
for (const path of parts.flatMap((part) => walk(join(root, part)))) {
  if (!path.endsWith('.ts') || path.endsWith('.d.ts') || path.endsWith('.generated.ts')) continue;
  const name = relative(root, path).replaceAll('\\', '/');
  const lines = [...linesToRun(path)];
  const mine = lines.filter((line) => ran.get(path)?.has(line));
  const room = rooms.get(roomOf(name)) ?? { lines: 0, ran: 0, files: [] };
  rooms.set(roomOf(name), room);
  room.lines += lines.length;
  room.ran += mine.length;
  if (mine.length < lines.length) room.files.push([name, lines.length - mine.length]);
}

const tables = parts.map(tableOf).join('\n\n');
writeFileSync(join(root, 'docs/coverage.md'), pageOf(tables));
console.log(`\n${tables}\n\nwritten into docs/coverage.md`);

/** One part of the house; says where it has too few. */
function tableOf(part) {
  const own = [...rooms].filter(([room, { lines }]) => room.startsWith(`${part}/`) && lines > 0);
  const sum = (key) => own.reduce((total, [, room]) => total + room[key], 0);
  const percent = ({ lines, ran: run }) => (100 * run) / lines;
  const whole = { lines: sum('lines'), ran: sum('ran'), files: [] };
  if (percent(whole) < least[part]) {
    process.exitCode = 1;
    console.error(`${part}/ has ${percent(whole).toFixed(1)} % of its lines run, at least ${least[part]} % are asked`); // prettier-ignore
  }
  const worst = ({ files }) =>
    [...files]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 2)
      .map(([path, count]) => `\`${path.slice(part.length + 1)}\` ${count}`)
      .join(', ');
  const rows = [[`${part}/`, whole], ...own.sort(([a], [b]) => (a < b ? -1 : 1))].map(
    ([room, counts]) => [
      room === `${part}/` ? `**all of ${room}**` : `\`${room.slice(part.length + 1)}\``,
      String(counts.lines),
      `${percent(counts).toFixed(1)} %`,
      worst(counts),
    ],
  );
  const table = [['room', 'lines', 'run', 'most lines not run'], ...rows];
  const widths = [0, 1, 2, 3].map((k) => Math.max(...table.map((row) => row[k].length)));
  const line = (row) => `| ${row.map((cell, k) => cell.padEnd(widths[k])).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(table[0]), rule, ...table.slice(1).map(line)].join('\n');
}

function pageOf(text) {
  return `# Lines that tests run

Written by \`npm run coverage\`, which runs the suites ${counted.join(', ')} and counts what V8 saw in their processes (kernels that they
start included, as far as they end by themselves) and in the pages of their browser. It fails where a part of the house has fewer lines
run than asked: ${parts.map((part) => `${least[part]} % in \`${part}/\``).join(', ')}. Lines that hold nothing to run do not count, nor does generated code.

${text}
`;
}
