// Cells that nobody would write: honest ones cut, joined and sprinkled, and some made to hurt.
import { honest, hostile } from './fuzz-corpus.js';
import type { Random } from './random.js';

const strange = [
  '\ud800',
  '\udc00',
  '\u0000',
  '\u2028',
  '\ufeff',
  '\u202e',
  '😀',
  'é',
  'ﬁ',
  '𝒳',
  '\r',
  '\t',
  '\u200b',
  '\uffff',
  '\\u{110000}',
  '\\ud800',
  '`',
  '${',
  '"',
  "'",
  '/*',
  '*/',
  '//',
  '#',
  '@',
  '\\',
];
const tokens = [
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  ';',
  ',',
  '=>',
  '...',
  '?.',
  '??=',
  '**',
  '=',
  'await ',
  'async ',
  'yield ',
  'class ',
  'function ',
  'import ',
  'export ',
  'type ',
  'enum ',
  'new ',
  'let ',
  '0n',
  '1e999',
  '/x/',
  'this',
  'satisfies ',
  'as const',
  '!',
  ':',
  'in ',
  'of ',
];

/** Deep and wide ones; parsers and printers recurse. */
function huge(random: Random): string {
  const size = 10 ** (1 + random.below(4));
  const [open, close] = random.pick([
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
    ['(()=>', ')()'],
    ['a.', 'a'],
    ['`${', '}`'],
    ['if(1)', ';'],
    ['x?', ':1'],
    ['<T>', '1'],
  ] as const);
  return random.pick([
    () => open.repeat(size) + '1' + close.repeat(size),
    () => `1${' + 1'.repeat(size)}`,
    () => `"${'x'.repeat(Math.min(size * 100, 1_000_000))}".length`,
    () => `[${'1,'.repeat(size)}].length`,
    () => 'let y = 1;\n'.repeat(Math.min(size, 2000)),
    () =>
      `type U = ${Array.from({ length: Math.min(size, 3000) }, (_, i) => `"k${i}"`).join(' | ')}; let u: U`,
    () => random.pick(strange).repeat(size),
  ])();
}

function mutate(random: Random, code: string): string {
  const at = random.below(code.length + 1);
  const to = at + random.below(12);
  return random.pick([
    () => code.slice(0, at),
    () => code.slice(at),
    () => code.slice(0, at) + code.slice(to),
    () => code.slice(0, to) + code.slice(at),
    () => code.slice(0, at) + random.pick(strange) + code.slice(at),
    () => code.slice(0, at) + random.pick(tokens) + code.slice(at),
    () => code.slice(0, at) + random.pick(honest) + code.slice(to),
    () => `${code}\n${random.pick(honest)}`,
    () =>
      String.fromCharCode(
        ...Array.from(code, (c) => (random() < 0.05 ? random.below(65536) : c.charCodeAt(0))),
      ),
  ])();
}

/** A cell that a kernel has to answer, one way or another. */
export function fuzzCell(random: Random): string {
  const kind = random();
  if (kind < 0.03) return huge(random);
  if (kind < 0.3) return random.pick(hostile);
  let code = random.pick(kind < 0.45 ? hostile : honest);
  for (let n = 1 + random.below(4); n > 0; n--) code = mutate(random, code);
  return code;
}
