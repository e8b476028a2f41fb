import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as gatelab from '../../src/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

it('the ten lines of the README run and give the numbers that it promises', async () => {
  const [, code = ''] = /```ts\n([^]*?)```/.exec(readme) ?? [];
  const [, names = ''] = /^import \{([^}]*)\} from 'gatelab';$/m.exec(code) ?? [];
  const checks: [found: string, promised: string][] = [];
  const body = code
    .replace(/^import .*$/m, '')
    .replaceAll("'notebooks/", `'${root}notebooks/`)
    .replace(/^(.+); \/\/ → (.+)$/gm, (_, expression: string, promised: string) => {
      return `check(${expression}, ${JSON.stringify(promised)});`;
    });
  const run = new Function(
    'gatelab',
    'check',
    `return (async () => { const {${names}} = gatelab; ${body} })()`,
  );
  await run(gatelab, (found: unknown, promised: string) => checks.push([String(found), promised]));
  assert.ok(checks.length >= 5);
  for (const [found, promised] of checks) assert.equal(found, promised);
});

it('every link in the documents leads to a file', () => {
  const folders = ['.', 'docs', 'docs/decisions'];
  const pages = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  );
  for (const page of pages) {
    const text = readFileSync(join(root, page), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      assert.ok(existsSync(join(root, page, '..', target)), `${page} links to ${target}`);
    }
  }
});
