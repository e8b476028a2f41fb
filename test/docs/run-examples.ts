import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import * as gatelab from '../../kernel/index.js';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Takes what the last line of a block gives, where a picture of it stands below the block: the picture's name is that of its file. */
export type Shown = (value: unknown, picture: string) => Promise<void>;

const blocks =
  /```ts\n(?<code>[^]*?)```(?:\n\n<picture>.*<img src="images\/questions\/(?<picture>[\w-]+)\.svg")?/g;

/** The code of a block, whose last statement is handed to `show` where a picture stands below it. */
function codeOf(block: RegExpMatchArray): string {
  const { code = '', picture } = block.groups!;
  if (picture === undefined) return code;
  const lines = code.trimEnd().split('\n');
  const last = lines.findLastIndex((line) => /^\w/.test(line));
  const shown = lines.slice(last).join('\n').replace(/;$/, '');
  return [...lines.slice(0, last), `await show(${shown}, '${picture}');`].join('\n');
}

/**
 * Runs the TypeScript of a page, all of its blocks as one program, and holds every line `expression; // → promised` to its promise. What has a picture
 * below it goes to `show`.
 * @returns how many promises there were.
 */
export async function runExamples(
  page: string,
  show: Shown = () => Promise.resolve(),
): Promise<number> {
  const code = [...page.matchAll(blocks)].map(codeOf).join('\n');
  const [, names = ''] = /^import \{([^}]*)\} from 'gatelab';$/m.exec(code) ?? [];
  const body = code
    .replace(/^import \{[^}]*\} from 'gatelab';$/m, '')
    .replaceAll("'notebooks/", `'${root}notebooks/`)
    .replace(/^(.+); \/\/ → (.+)$/gm, (_, expression: string, promised: string) => {
      return `check(${expression}, ${JSON.stringify(promised)});`;
    });
  const checks: [found: string, promised: string][] = [];
  const run = new Function(
    'gatelab',
    'check',
    'show',
    `return (async () => { const {${names}} = gatelab; ${body} })()`,
  );
  const check = (found: unknown, promised: string) => checks.push([String(found), promised]);
  await run(gatelab, check, show);
  for (const [found, promised] of checks) assert.equal(found, promised);
  return checks.length;
}
