import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barOf, showProgress } from '../../../kernel/cli/progress.js';
import { readArray } from '../../../src/index.js';
import { callMain } from './call-main.js';

const fixtures = 'test/fixtures';
const weights = `${fixtures}/keras2/lstm-in-weights-weights.h5`;
const config = `${fixtures}/keras2/lstm-in-weights.json`;
const arrays = `${fixtures}/keras2/keras2-lstm-in-weights.npz`;

describe('words that are missing or begin with a dash', () => {
  const call = ['trace', weights, arrays, '--layer', 'x', '--out', 'x.npz'];
  for (const [what, words, line] of [
    ['no model', ['summary'], /^gatelab: MODEL is missing; usage: gatelab summary MODEL/],
    ['no input', ['trace', weights, '--layer', 'x'], /^gatelab: INPUT is missing; usage/],
    ['no reference', ['compare', weights, arrays], /^gatelab: REFERENCE is missing; usage/],
    ['no other model', ['changes', weights], /^gatelab: OTHER is missing; usage/],
    [
      'a negative sample',
      [...call, '--sample', '-1'],
      /What follows --sample begins with a dash; write/,
    ],
    [
      'one that is meant',
      [...call, '--sample=-1'],
      /(--sample takes a number from 0, not "-1")|activations/,
    ],
    ['an unknown option', [...call, '--smaple', '1'], /Unknown option '--smaple'; usage/],
  ] as const) {
    it(`${what} is an error of one line`, async () => {
      const { code, err } = await callMain(...words);
      assert.equal(code, 1);
      assert.match(err, line);
      assert.equal(err.split('\n').length, 2, err);
    });
  }
});

describe('gatelab verify of weights alone', () => {
  it('needs no activations: what is taken meanwhile stands among the remarks', async () => {
    const { code, out } = await callMain('verify', weights);
    assert.equal(code, 0);
    assert.match(out, /^remark +assumed for test_layer: activation tanh/m);
    assert.match(out, /^cannot tell +the formulas that the weights were trained with/m);
  });
});

describe('names of a file that would speak to a terminal', () => {
  it('stay on their line, in what is printed and in what is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-names-'));
    const path = join(folder, 'names.safetensors');
    const names = ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'];
    const shapes = [[8, 1], [8, 2], [8], [8]];
    let at = 0;
    const header = JSON.stringify(
      Object.fromEntries(
        names.map((name, k) => {
          const size = 4 * shapes[k]!.reduce((a, b) => a * b);
          const offsets = [at, (at += size)];
          const key = `a\u001b]0;title\u0007\nverified      all of it.${name}_l0`;
          return [key, { dtype: 'F32', shape: shapes[k], data_offsets: offsets }];
        }),
      ),
    );
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(Buffer.byteLength(header)));
    writeFileSync(path, Buffer.concat([size, Buffer.from(header), Buffer.alloc(at)]));
    // eslint-disable-next-line no-control-regex -- these are what must not be printed
    const odd = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^verified +all of it/m;
    for (const command of ['summary', 'verify', 'changes']) {
      const words = command === 'changes' ? [path, path] : [path];
      assert.doesNotMatch((await callMain(command, ...words)).out, odd);
    }
    const { err } = await callMain('trace', path, path, '--layer', 'none', '--out', 'x.npz');
    assert.doesNotMatch(err, odd);
    assert.match(err, /^gatelab: .*has no layer "none"; it has a[^\n]+\n$/);
    rmSync(folder, { recursive: true });
  });
});

describe('gatelab summary and trace of weights alone', () => {
  it('are refused with the advice to give a config or take the defaults', async () => {
    const { code, err } = await callMain('summary', weights);
    assert.equal(code, 1);
    assert.match(err, /^gatelab: [^\n]*--config FILE\.json[^\n]*--assume-defaults\)\n$/);
  });

  it('--config FILE.json says the activations', async () => {
    const { code, out } = await callMain('summary', weights, '--config', config);
    assert.equal(code, 0);
    assert.match(out, /hard_sigmoid = clip\(0\.2x\+0\.5, 0, 1\)/);
  });

  it('--assume-defaults takes them aloud', async () => {
    const { code, out } = await callMain('summary', weights, '--assume-defaults');
    assert.equal(code, 0);
    assert.match(out, /assumed for test_layer: activation tanh, recurrent_activation sigmoid/);
  });

  const wrong: [title: string, words: string[], line: RegExp][] = [
    [
      'both of them',
      ['--config', config, '--assume-defaults'],
      /--config or --assume-defaults, not both/,
    ],
    ['a config that is no JSON', ['--config', 'README.md'], /README\.md: its JSON is damaged/],
    ['a config that is not there', ['--config', 'nowhere.json'], /nowhere\.json/],
    [
      'the config of another model',
      ['--config', `${fixtures}/keras2/gru-in-weights.json`],
      /is it the config of this file\?/,
    ],
  ];
  for (const [title, words, line] of wrong) {
    it(`${title} is an error of one line`, async () => {
      const { code, err } = await callMain('summary', weights, ...words);
      assert.equal(code, 1);
      assert.match(err, /^gatelab: [^\n]+\n$/);
      assert.match(err, line);
    });
  }
});

describe('gatelab trace and compare', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-cli-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const tutorial = ['notebooks/data/sunspots-keras2.h5', 'notebooks/data/sunspots-X.npy'];

  it('--samples A:B may leave out either end; --sample keeps the sample axis', async () => {
    const shapeOf = async (...words: string[]) => {
      const out = join(folder, 'out.npz');
      const call = [
        'trace',
        ...tutorial,
        '--layer',
        'summary_layer',
        '--series',
        'h',
        '--out',
        out,
      ];
      assert.equal((await callMain(...call, ...words)).code, 0);
      return (await readArray(out, { dataset: 'h' })).shape;
    };
    assert.deepEqual(await shapeOf('--samples', ':3'), [3, 302, 8]);
    assert.deepEqual(await shapeOf('--samples', '570:'), [5, 302, 8]);
    assert.deepEqual(await shapeOf('--sample', '7'), [1, 302, 8]);
  });

  it('--sample and --samples together, and an empty range, are errors of one line', async () => {
    const call = ['compare', ...tutorial, 'notebooks/data/sunspots-h.npy', '--layer', 'test_layer'];
    const both = await callMain(...call, '--sample', '1', '--samples', '1:2');
    assert.match(both.err, /^gatelab: Give --sample or --samples, not both; usage: [^\n]+\n$/);
    const empty = await callMain(...call, '--samples', '5:5');
    assert.match(empty.err, /^gatelab: [^\n]*5:5[^\n]*\n$/);
    assert.deepEqual([both.code, empty.code], [1, 1]);
  });

  it('compare --series names what the reference is; --config goes with it', async () => {
    const call = [weights, arrays, arrays, '--layer', 'test_layer', '--config', config];
    // The npz holds several arrays, so it is no input; the message says so.
    const { code, err } = await callMain('compare', ...call);
    assert.equal(code, 1);
    assert.match(err, /holds several arrays/);
    const h = ['compare', ...tutorial, 'notebooks/data/sunspots-h.npy', '--layer', 'test_layer'];
    const { out } = await callMain(...h, '--series', 'h', '--sample', '3', '--json');
    assert.ok((JSON.parse(out) as { maxAbs: number }).maxAbs < 1e-6);
  });

  it('--layer takes one call of a layer that is called twice, and says so without', async () => {
    const siamese = `${fixtures}/keras3/shared.keras`;
    const { code, err } = await callMain(
      'trace',
      siamese,
      'notebooks/data/sunspots-X.npy',
      '--layer',
      'shared',
      '--out',
      join(folder, 'x.npz'),
    );
    assert.equal(code, 1);
    assert.match(err, /^gatelab: [^\n]+\n$/);
    const summary = await callMain('summary', siamese);
    assert.match(summary.out, /^subtract \(Subtract\) +\(None, 6, 4\) +0 +shared#1, shared#2$/m);
  });
});

describe('showProgress(label, total)', () => {
  const written: string[] = [];
  const stream = (isTTY: boolean) =>
    ({ isTTY, write: (text: string) => written.push(text) }) as unknown as typeof process.stderr;
  beforeEach(() => (written.length = 0));

  it('draws nothing within the first second, nor where nobody watches', () => {
    const early = showProgress('Tracing', 10, stream(true));
    early.step(5);
    early.end();
    assert.deepEqual(written, []);
  });

  it('draws a bar on a terminal after a second, and takes it away', async () => {
    const late = showProgress('Tracing', 10, stream(true));
    const silent = showProgress('Tracing', 10, stream(false));
    await new Promise((resolve) => setTimeout(resolve, 1010));
    late.step(5);
    silent.step(5);
    late.end();
    silent.end();
    assert.deepEqual(written, [`\rTracing ${barOf(0.5)} 5/10`, '\r\x1b[K']);
    assert.equal(barOf(0.5).length, 30);
  });
});
