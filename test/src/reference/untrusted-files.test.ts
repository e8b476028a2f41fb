import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compare, openModel, reference, UnsupportedError } from '../../../src/index.js';
import { askPython } from '../../../src/reference/ask-python.js';
import { findPython } from '../../../src/reference/find-python.js';
import { privateFolder } from '../../../src/reference/private-folder.js';
import { writeNpz } from '../../../src/reference/write-npz.js';

const fixture = (name: string) => join(import.meta.dirname, '../../fixtures/code-in-files', name);
const input = [[0.5], [-1], [2]];

describe('reference(model, input, options) of a file with code in it', function () {
  // Starting TensorFlow takes seconds, on a busy machine many.
  this.timeout(240_000);
  let folder: string;
  let marker: string;
  const usual = process.env['TMPDIR'];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-untrusted-'));
    marker = join(folder, 'marker');
    process.env['GATELAB_MARKER'] = marker;
    process.env['TMPDIR'] = folder;
  });
  afterEach(() => {
    delete process.env['GATELAB_MARKER'];
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [name, engine, backend] of [
    ['lambda-behind.h5', 'tf_keras', undefined],
    ['lambda-behind.keras', 'keras', 'torch'],
  ] as const) {
    it(`asks about a layer in front of the code and runs none of it: ${name}`, async () => {
      const model = await openModel(fixture(name));
      const options = { layer: 'lstm', engine, ...(backend && { backend }) };
      const answer = await reference(model, input, options);
      assert.match(answer.engine, new RegExp(`^${engine} `));
      assert.equal(answer.from, 'weights');
      const { verdict } = compare(model.layer('lstm').trace(input).output, answer);
      assert.equal(verdict, 'rounding');
      assert.ok(!existsSync(marker), 'the code in the file ran');
      model.close();
    });
  }

  it('names the Lambda that would have to run, and the one way round; that way runs it', async () => {
    const model = await openModel(fixture('lambda-front.h5'));
    const asked = { layer: 'lstm', engine: 'tf_keras' } as const;
    await assert.rejects(reference(model, input, asked), (error) => {
      assert.ok(error instanceof UnsupportedError);
      assert.deepEqual([error.reason, error.layer], ['unsafe', 'code']);
      assert.match(
        error.message,
        /Layer "code" in front of "lstm" in .*lambda-front\.h5 is a Lambda, .*pass \{ trustFile: true \} .*runs the code in it/,
      );
      return true;
    });
    assert.ok(!existsSync(marker));
    const answer = await reference(model, input, { ...asked, trustFile: true });
    assert.deepEqual([answer.from, answer.values.shape], ['file', [3, 2]]);
    assert.ok(existsSync(marker), 'the fixture would have shown a run');
    model.close();
  });

  it('Keras, asked past our own checks, refuses to make a function out of a config', async () => {
    const { python } = await findPython(['keras', 'tf_keras']);
    const file = (name: string) => join(folder, name);
    writeNpz(file('in.npz'), { x: { data: new Float32Array(3), shape: [1, 3, 1] } });
    writeNpz(file('weights.npz'), { unused: { data: new Float32Array(1), shape: [1] } });
    const model = await openModel(fixture('lambda-front.keras'));
    const { config } = model.layer('code');
    const layers = [{ name: 'code', className: 'Lambda', config, inputs: [], weights: [] }];
    const request = { task: 'keras-layers', module: 'keras', layers, weights: file('weights.npz') };
    const places = { input: file('in.npz'), output: file('out.npy'), otherSizes: [] };
    const env = { KERAS_BACKEND: 'torch' };
    await assert.rejects(
      askPython(python.command, { ...request, ...places, hardSigmoid: 'keras3' }, { env }),
      /deserialization of a `Lambda` layer|safe_mode/,
    );
    assert.ok(!existsSync(marker));
    model.close();
  });

  it('PyTorch, wherever it loads a file, takes numbers only', async () => {
    const { python } = await findPython(['torch']);
    const program = `import ask, sys, torch
for trusting in ({}, {"weights_only": False}):
    try:
        torch.load(sys.argv[1], **trusting)
        print("loaded")
    except Exception as error:
        print(type(error).__name__)`;
    const scripts = dirname(fixture('')).replace(/test.fixtures.*$/, join('src', 'reference'));
    const env = { ...process.env, PYTHONPATH: scripts, PYTHONDONTWRITEBYTECODE: '1' };
    const call = ['-c', program, fixture('pickle.pt')];
    const said = execFileSync(python.command, call, { env, encoding: 'utf8', stdio: 'pipe' });
    assert.equal(said.trim().split('\n')[0], 'UnpicklingError');
    assert.ok(!existsSync(marker));
  });

  it('keeps its files where nobody else reads them, and sweeps away what killed runs have left', () => {
    const left = join(folder, 'gatelab-reference-999999999-abc');
    const others = join(folder, 'gatelab-reference-of-mine');
    for (const path of [left, others]) mkdirSync(path);
    writeFileSync(join(left, 'weights.npz'), 'x');
    const [mine, second] = [privateFolder(), privateFolder()];
    assert.equal(statSync(mine).mode & 0o777, process.platform === 'win32' ? 0o666 : 0o700);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('gatelab-reference')).length,
      3,
    );
    assert.ok(!existsSync(left) && existsSync(others) && existsSync(second));
  });
});
