import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import * as gatelab from '../../src/index.js';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs the TypeScript of a page, all of its blocks as one program, and holds every line `expression; // → promised` to its promise.
 * @returns how many promises there were.
 */
export async function runExamples(page: string): Promise<number> {
  const code = [...page.matchAll(/```ts\n([^]*?)```/g)].map(([, block]) => block).join('\n');
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
    `return (async () => { const {${names}} = gatelab; ${body} })()`,
  );
  await run(gatelab, (found: unknown, promised: string) => checks.push([String(found), promised]));
  for (const [found, promised] of checks) assert.equal(found, promised);
  return checks.length;
}
