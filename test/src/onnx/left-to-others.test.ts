import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openModel, readArray, toNdArray, UnsupportedError } from '../../../src/index.js';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { cutModel } from '../../../src/model/onnx/cut.js';
import { readModel } from '../../../src/model/onnx/schema.js';
import { bytes, integer, message, text } from '../../../src/model/protobuf/write.js';

const folder = 'test/fixtures/beyond';

describe('operations of ONNX graphs that gatelab does not run, where onnxruntime-node is not installed', () => {
  const before_ = process.env['GATELAB_ONNXRUNTIME'];
  before(() => delete process.env['GATELAB_ONNXRUNTIME']);
  after(() => {
    if (before_ !== undefined) process.env['GATELAB_ONNXRUNTIME'] = before_;
  });

  it('are refused by name, with the sentence what to install', async () => {
    const model = await openModel(`${folder}/torchscript-between.onnx`);
    const x = await readArray(`${folder}/torchscript-between.npz`, { dataset: 'in:x' });
    const calls = [() => model.layer('/second/GRU').traceAsync(x), () => model.predictAllAsync(x)];
    for (const call of calls) {
      await assert.rejects(call, (error: unknown) => {
        assert.ok(error instanceof UnsupportedError);
        assert.deepEqual([error.layer, error.reason], ['/Einsum', 'needs-onnxruntime']);
        assert.match(error.message, /an onnx\.Einsum, which .*npm install onnxruntime-node/);
        return true;
      });
    }
    model.close();
  });

  it('are refused in bodies as well, when a branch is taken that holds one', async () => {
    const model = await openModel(`${folder}/branches.onnx`);
    const x = await readArray(`${folder}/branches.npz`, { dataset: 'in:x' });
    const given = x.transpose(1, 0, 2);
    await assert.rejects(() => model.layer('lstm').traceAsync(given), /"choice.*install it/);
    assert.throws(() => model.layer('lstm').trace(given), /"choice.*traceAsync/);
    model.close();
  });

  it('are refused for good where they draw at random', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-random-'));
    const path = join(folder, 'random.onnx');
    writeFileSync(path, randomModel());
    const model = await openModel(path);
    const x = toNdArray({ data: new Float32Array(6), shape: [2, 3] });
    const refused =
      /an onnx\.RandomNormalLike, which draws at random, so that no two runs are alike/;
    assert.throws(() => model.predictAll(x), refused);
    await assert.rejects(() => model.predictAllAsync(x), refused);
    model.close();
    rmSync(folder, { recursive: true });
  });

  it('are told in the summary, beside layers that can be traced', async () => {
    const model = await openModel(`${folder}/skip-normalised.onnx`);
    assert.match(String(model.summary()), /SkipLayerNormalization, which gatelab leaves to onnx/);
    assert.equal(model.layer('lstm').cannotRun, undefined);
    model.close();
  });
});

describe('cutModel(source, cut)', () => {
  it('keeps nodes, tensors and versions as they are, and writes inputs and outputs anew', () => {
    const file = readFileSync(`${folder}/function.onnx`);
    const source = bytesSource('function.onnx', Uint8Array.from(file));
    const before = readModel(source);
    const made = cutModel(source, {
      nodes: new Set([0]),
      tensors: new Set(['lstm_B']),
      inputs: [{ name: 'x', type: 'float16', rank: 3 }],
      outputs: ['a'],
    });
    const { graph, opsets, hasFunctions } = readModel(bytesSource('cut', made));
    assert.deepEqual(
      graph.nodes.map(({ type, outputs }) => [type, ...outputs]),
      [
        ['Cast', 'x'],
        ['Doubled', 'a'],
      ],
    );
    assert.deepEqual([...graph.tensors.keys()], ['lstm_B']);
    assert.deepEqual(graph.inputs, [
      { name: 'x/float32', type: 'float32', shape: [null, null, null] },
    ]);
    assert.deepEqual(
      graph.outputs.map(({ name }) => name),
      ['a'],
    );
    assert.deepEqual([opsets, hasFunctions], [before.opsets, true]);
  });
});

/** x, samples × features, through one node that adds noise. */
function randomModel(): Uint8Array {
  const tensor = message([integer(1, 1), bytes(2, message([bytes(1, message([]))]))]);
  const info = (name: string) => message([text(1, name), bytes(2, bytes(1, tensor))]);
  const node = message([text(1, 'x'), text(2, 'y'), text(4, 'RandomNormalLike')]);
  const graph = message([bytes(1, node), text(2, 'g'), bytes(11, info('x')), bytes(12, info('y'))]);
  return message([integer(1, 8), text(2, 'a test'), bytes(7, graph), bytes(8, integer(2, 17))]);
}
