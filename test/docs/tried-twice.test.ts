import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const suites = new URL('../../scripts/setup/suites.mjs', import.meta.url).href;

/** Runs a suite of one file with three tests; the first one's body is given. */
function runSuite(folder: string, needs: readonly string[], body: string) {
  const file = join(folder, 'sample.test.mjs');
  const mark = JSON.stringify(join(folder, 'mark'));
  writeFileSync(
    file,
    `import { existsSync, writeFileSync } from 'node:fs';
it('first', () => { ${body.replace('MARK', mark)} });
it('second', () => {});
it('third', () => {});`,
  );
  const suite = JSON.stringify({ name: 'sample', needs, files: [file] });
  const code = `const { runSuites } = await import(${JSON.stringify(suites)}); console.log(JSON.stringify(await runSuites([${suite}])));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
  });
  return { stdout, counts: JSON.parse(stdout.trim().split('\n').at(-1)!) as unknown };
}

const failsOnce = `const mark = MARK; if (!existsSync(mark)) { writeFileSync(mark, ''); throw new Error('slow'); }`;

describe('suites in which other programs take part', function () {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-twice-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are tried once more, file by file, and what passes then is named', () => {
    const { stdout, counts } = runSuite(folder, ['jupyter'], failsOnce);
    assert.deepEqual(counts, { passes: 3, failures: 0, failed: [] });
    assert.match(stdout, /^Failed at first: first$/m);
  });

  it('fail when a test fails twice', () => {
    const { counts } = runSuite(folder, ['jupyter'], `throw new Error('wrong')`);
    assert.deepEqual(counts, { passes: 2, failures: 1, failed: ['first'] });
  });

  it('are the only ones', () => {
    const { counts } = runSuite(folder, [], failsOnce);
    assert.deepEqual(counts, { passes: 2, failures: 1, failed: ['first'] });
  });
});
