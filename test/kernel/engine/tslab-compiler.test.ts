import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A program that runs two cells with whatever compiler the environment chooses. */
const program = `
  const { loadTypeScript } = await import('./kernel/engine/typescript.ts');
  const { createGatelabEngine } = await import('./kernel/gatelab-engine.ts');
  const engine = createGatelabEngine({ folder: process.cwd() });
  const run = async (code) => {
    const { signal } = new AbortController();
    const result = await engine.execute({ code, executionCount: 1, silent: false, signal });
    return result.status === 'ok' ? result.value : result.evalue;
  };
  const values = [await run('const n: number = 20; n'), await run('n + 1'), await run('n.length')];
  console.log(JSON.stringify([loadTypeScript().version, ...values]));
  process.exit();
`;

it("GATELAB_COMPILER=tslab has cells compiled by tslab's own fork, chained as ever", function () {
  this.timeout(120_000);
  const cwd = fileURLToPath(new URL('../../..', import.meta.url));
  const env = { ...process.env, GATELAB_COMPILER: 'tslab' };
  const args = ['--import', 'tsx/esm', '--input-type=module', '--eval', program];
  const printed = execFileSync(process.execPath, args, { cwd, env, encoding: 'utf8' });
  assert.deepEqual(JSON.parse(printed), [
    '5.0.4',
    20,
    21,
    "Property 'length' does not exist on type 'number'.",
  ]);
});
