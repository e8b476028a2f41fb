import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { obey } from '../../../kernel/engine/magics/obey.js';
import { connectOutputs } from '../../../kernel/outputs/outputs.js';

let folder: string;

const at = (name: string): string => join(folder, name);
const write = (words: string, body: string): Promise<void> =>
  obey(['%%writefile', words, body], { scope: {}, signal: undefined });

const letters = 30_000_000;

/** Cells that write the same file over and over, each full of another letter. */
const writer = (file: string): string => `
  import { obey } from './kernel/engine/magics/obey.ts';
  import { connectOutputs } from './kernel/outputs/outputs.ts';
  connectOutputs({ stream: () => {} });
  const bodies = ['a', 'b'].map((letter) => letter.repeat(${letters}));
  for (let k = 0; ; k++)
    await obey(['%%writefile', process.env.WORDS + ${JSON.stringify(file)}, bodies[k % 2]], { scope: {} });`;

/** Kills such cells in the middle of a file. */
async function killInTheMiddle(file: string, words: string): Promise<void> {
  const args = ['--import', 'tsx/esm', '--input-type=module', '--eval', writer(file)];
  const env = { ...process.env, WORDS: words };
  const child = spawn(process.execPath, args, { env, stdio: 'inherit' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const isUnderWay = (): boolean =>
    readdirSync(folder).some((name) => {
      const size = statSync(at(name), { throwIfNoEntry: false })?.size ?? 0;
      return name.endsWith('.part') && size > 0;
    });
  const deadline = Date.now() + 30_000;
  while (!isUnderWay() && child.exitCode === null && Date.now() < deadline) await wait(1);
  const isSeen = isUnderWay();
  child.kill('SIGKILL');
  await ended;
  assert.ok(isSeen, 'a draft beside the file');
}

describe('%%writefile', function () {
  this.timeout(120_000);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-writefile-'));
    connectOutputs({ stream: () => {} } as never);
  });
  afterEach(() => {
    connectOutputs(undefined);
    rmSync(folder, { recursive: true });
  });

  it('leaves the old file or the new one whole where it is killed, and sweeps the rest', async () => {
    for (let kills = 0; kills < 3; kills++) {
      const old = kills % 2 ? 'x'.repeat(letters) : 'old';
      writeFileSync(at('o.txt'), old);
      await killInTheMiddle(at('o.txt'), '');
      const found = readFileSync(at('o.txt'), 'utf8');
      const [first = ''] = found;
      assert.ok(found === old || found === first.repeat(letters), `${found.length} letters`);
    }
    await write(at('o.txt'), 'new');
    assert.equal(readFileSync(at('o.txt'), 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['o.txt']);
  });

  it('-a leaves what was there where it is killed', async () => {
    writeFileSync(at('o.txt'), 'old');
    await killInTheMiddle(at('o.txt'), '-a ');
    const found = readFileSync(at('o.txt'), 'utf8');
    assert.equal((found.length - 3) % letters, 0);
    assert.ok(found.startsWith('old'));
  });

  it('-a adds to a file, and begins one', async () => {
    for (const line of ['one\n', 'two\n']) await write(`-a ${at('o.txt')}`, line);
    assert.equal(readFileSync(at('o.txt'), 'utf8'), 'one\ntwo\n');
  });

  it('names what it cannot write over', async () => {
    mkdirSync(at('inner'));
    for (const words of [at('inner'), `-a ${at('inner')}`])
      await assert.rejects(write(words, 'x'), /inner cannot be written: it is a folder/);
    assert.deepEqual(readdirSync(folder), ['inner']);
  });
});
