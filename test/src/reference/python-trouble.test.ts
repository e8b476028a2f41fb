import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reference } from '../../../src/index.js';
import type { ReferenceOptions } from '../../../src/index.js';
import { memoryModel, someInput } from './memory-model.js';

const model = memoryModel({
  className: 'LSTM',
  units: 3,
  features: 2,
  options: { recurrent_activation: 'sigmoid' },
});
const ask = (options: Omit<ReferenceOptions, 'layer'>) =>
  reference(model, someInput(2), { layer: 'layer', ...options });

const leftBehind = () =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('gatelab-reference-'));

/** Whether a process is still there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('reference(model, input, options) with a Python in trouble', function () {
  this.timeout(60_000);
  let folder: string;
  const usual = process.env['TMPDIR'];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-pythons-'));
    // What is left behind shows in a folder of its own.
    process.env['TMPDIR'] = folder;
  });
  after(() => {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
    rmSync(folder, { recursive: true, force: true });
  });

  /** A program in the place of a Python: it answers what modules it has, then does as `act` says. */
  function pretend(name: string, modules: readonly string[], act: string): string {
    const path = join(folder, name);
    const listed = JSON.stringify(JSON.stringify({ modules }));
    const body = `let text = '';
process.stdin.on('data', (part) => (text += part)).on('end', () => {
  if (JSON.parse(text).task === 'list') return console.log(${listed});
  require('fs').writeFileSync(${JSON.stringify(`${path}.pid`)}, String(process.pid));
  ${act}
});`;
    writeFileSync(path, `#!${process.execPath}\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  it('names what was looked for, and where, when the framework is not installed', async () => {
    const python = pretend('bare', ['numpy'], '');
    await assert.rejects(
      ask({ python, engine: 'torch' }),
      /No Python with torch was found \(looked at .*bare\): install one with pip, or name a Python/,
    );
  });

  it('tells how a Python ended that crashed, with its last line', async () => {
    const exits = pretend('exits', ['torch'], `console.error('no space left'); process.exit(3);`);
    await assert.rejects(
      ask({ python: exits, engine: 'torch' }),
      /exits ended with code 3 and gave no answer: no space left/,
    );
    const killed = pretend('killed', ['torch'], `process.kill(process.pid, 'SIGSEGV');`);
    await assert.rejects(ask({ python: killed, engine: 'torch' }), /killed was ended by SIGSEGV/);
    const babbles = pretend('babbles', ['torch'], `console.log('hello');`);
    await assert.rejects(
      ask({ python: babbles, engine: 'torch' }),
      /gave an answer that is not ours: hello/,
    );
  });

  it('hands on what the framework could not do', async () => {
    const python = pretend(
      'fails',
      ['torch'],
      `console.log('{"error":"RuntimeError: too large"}');`,
    );
    await assert.rejects(
      ask({ python, engine: 'torch' }),
      /could not do it: RuntimeError: too large/,
    );
  });

  it('stops a Python that hangs, even one that does not listen, and leaves no files', async () => {
    const act = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`;
    const python = pretend('hangs', ['torch'], act);
    const stop = new AbortController();
    const asked = ask({ python, engine: 'torch', signal: stop.signal });
    await waitFor(() => existsSync(`${python}.pid`));
    assert.equal(leftBehind().length, 1);
    stop.abort();
    await assert.rejects(asked, /hangs was stopped/);
    const pid = Number(readFileSync(`${python}.pid`, 'utf8'));
    await waitFor(() => !isAlive(pid));
    assert.deepEqual(leftBehind(), []);
  });
});

/** Waits until something is true. */
async function waitFor(isTrue: () => boolean): Promise<void> {
  for (let k = 0; k < 400 && !isTrue(); k++) await new Promise((done) => setTimeout(done, 25));
  assert.ok(isTrue());
}
