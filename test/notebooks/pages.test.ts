import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('npm run pages makes a page of each lesson that is asked for, and one that leads to them', function () {
  this.timeout(120_000);
  const { status, stderr } = spawnSync(
    process.execPath,
    ['scripts/pages.mjs', '03-one-step-by-hand'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  assert.equal(status, 0, stderr);
  const index = readFileSync(join(root, 'pages/index.html'), 'utf8');
  const links = [...index.matchAll(/<li lang="(\w+)"><a href="([^"]+)">([^<]+)<\/a><p>([^<]+)/g)];
  assert.deepEqual(
    links.map(([, language, page, title]) => [language, page, title]),
    [
      ['en', '03-one-step-by-hand.html', 'One step by hand'],
      ['zh', '03-one-step-by-hand.zh.html', '手算一步'],
    ],
  );
  for (const [, , page, , first] of links) {
    assert.ok(first!.length > 20);
    assert.ok(existsSync(join(root, 'pages', page!)));
  }
});
