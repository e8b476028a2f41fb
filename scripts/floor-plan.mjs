// npm run floor-plan: draws the rooms of the house, and what each takes from, into docs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/files.mjs';
import { importsOfAll, parts, roomOf, takesFrom } from './setup/rooms.mjs';

const page = join(root, 'docs/architecture.md');
const [begin, end] = ['<!-- floor plan: begin -->', '<!-- floor plan: end -->'];

/** The page with the plan as the imports have it now. */
export function drawnPage() {
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest.split(end)[1];
  return `${before}${begin}\n\n${planOf(importsOfAll())}\n\n${end}${after}`;
}

/** Each part as a table: rooms that others stand on come last. */
function planOf(imports) {
  const rooms = takesFrom(imports);
  return parts.map((part) => tableOf(part, rooms, imports)).join('\n\n');
}

function tableOf(part, rooms, imports) {
  const own = [...rooms.keys()].filter((room) => room.startsWith(`${part}/`));
  const heights = new Map();
  const height = (room) => {
    if (!heights.has(room)) {
      heights.set(room, 0); // a circle ends here; the test names it
      heights.set(room, Math.max(0, ...rooms.get(room).map((below) => height(below) + 1)));
    }
    return heights.get(room);
  };
  const sorted = own.sort((a, b) => height(b) - height(a) || (a < b ? -1 : 1));
  const files = (room) => [...imports.keys()].filter((path) => roomOf(path) === room).length;
  const names = (list) => list.map((room) => `\`${room.replace(`${part}/`, '')}\``).join(' ');
  const rows = sorted.map((room) => [names([room]), String(files(room)), names(rooms.get(room))]);
  const table = [[`\`${part}/\``, 'files', 'takes from'], ...rows];
  const widths = [0, 1, 2].map((k) => Math.max(...table.map((row) => row[k].length)));
  const line = (row) => `| ${row.map((cell, k) => cell.padEnd(widths[k])).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(table[0]), rule, ...table.slice(1).map(line)].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) writeFileSync(page, drawnPage());
