import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  compare,
  openModel,
  readArray,
  saveArray,
  toNdArray,
  UnsupportedError,
} from '../../../src/index.js';
import type { NdArray } from '../../../src/index.js';
import { callMain } from '../../kernel/cli/call-main.js';
import { maxDifference } from '../max-difference.js';

/** One graph of test/fixtures/beyond.json; scripts/fixtures/beyond.py says what stands in its npz. */
interface Beyond {
  readonly name: string;
  /** The last recurrent node, and its Y. */
  readonly layer: string;
  readonly Y: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Where the graph has the samples of its inputs, where not first. */
  readonly samples: Readonly<Record<string, number>>;
}

const folder = 'test/fixtures/beyond';
const graphs = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Beyond[];
const installed = fileURLToPath(new URL('../../../.cache/onnxruntime', import.meta.url));

async function stored({ name }: Beyond, kind: 'in' | 'out', names: readonly string[]) {
  const arrays = names.map((value) =>
    readArray(`${folder}/${name}.npz`, { dataset: `${kind}:${value}` }),
  );
  const all = await Promise.all(arrays);
  return Object.fromEntries(names.map((value, k) => [value, all[k]!] as const));
}

/** The inputs as a person gives them, samples first. */
async function inputsOf(one: Beyond): Promise<Record<string, NdArray>> {
  const given = await stored(one, 'in', one.inputs);
  for (const [name, axis] of Object.entries(one.samples))
    given[name] = samplesFirst(given[name]!, axis);
  return given;
}

function samplesFirst(array: NdArray, axis: number): NdArray {
  const rest = [...array.shape.keys()].filter((k) => k !== axis);
  return array.transpose(axis, ...rest);
}

/** Y, steps × directions × samples × units, as a layer's output. */
function layerOutput(Y: NdArray): NdArray {
  const [steps, directions, samples, units] = Y.shape as [number, number, number, number];
  return Y.transpose(2, 0, 1, 3).reshape(samples, steps, directions * units);
}

describe('operations that gatelab leaves to onnxruntime-node', () => {
  const before_ = process.env['GATELAB_ONNXRUNTIME'];
  before(() => (process.env['GATELAB_ONNXRUNTIME'] = installed));
  after(() => {
    if (before_ === undefined) delete process.env['GATELAB_ONNXRUNTIME'];
    else process.env['GATELAB_ONNXRUNTIME'] = before_;
  });

  for (const one of graphs) {
    it(`${one.name}: the trace of "${one.layer}" is what onnxruntime computes as a whole`, async () => {
      const model = await openModel(`${folder}/${one.name}.onnx`);
      const inputs = await inputsOf(one);
      const theirs = layerOutput((await stored(one, 'out', [one.Y]))[one.Y]!);
      for (const dtype of ['float32', 'float64'] as const) {
        const trace = await model.layer(one.layer).traceAsync({ inputs }, { dtype });
        assert.deepEqual(trace.output.shape, theirs.shape);
        const apart = maxDifference(trace.output, theirs);
        assert.ok(apart < 2e-5, `${dtype}: off by ${apart}`);
      }
      model.close();
    });

    it(`${one.name}: predictAllAsync gives its outputs`, async () => {
      const model = await openModel(`${folder}/${one.name}.onnx`);
      const inputs = await inputsOf(one);
      const outputs = await model.predictAllAsync({ inputs });
      const theirs = await stored(one, 'out', one.outputs);
      for (const [k, name] of one.outputs.entries()) {
        const wanted = theirs[name]!;
        const turned = Object.keys(one.samples).length
          ? samplesFirst(wanted, wanted.dimension - 2)
          : wanted;
        assert.deepEqual(outputs[k]!.shape, turned.shape);
        const apart = maxDifference(outputs[k]!, turned);
        assert.ok(apart < 2e-5, `${name} is off by ${apart}`);
      }
      model.close();
    });
  }

  it('a mask, first states, held gates and parts of a batch reach the run as in any other', async () => {
    const one = graphs.find(({ name }) => name === 'torchscript-between')!;
    const model = await openModel(`${folder}/${one.name}.onnx`);
    const layer = model.layer('/second/GRU');
    const x = (await inputsOf(one))['x']!;
    const plain = await layer.traceAsync(x);
    const lengths = [6, 4];
    const long = await layer.traceAsync(x, { lengths, dtype: 'float32' });
    const alone = x.lo(1).hi(1);
    for (const options of [{ lengths: [4] }, { lengths, part: { from: 1, of: 2 } }]) {
      const short = await layer.traceAsync(alone, { ...options, dtype: 'float32' });
      assert.deepEqual([...short.output.copy().data], [...long.output.lo(1).hi(1).copy().data]);
    }
    // Both layers are told the lengths: what lies beyond them is nothing to the states before.
    const changed = x.copy();
    changed.set(1, 5, 0, 9);
    const same = await layer.traceAsync(changed, { lengths, dtype: 'float32' });
    assert.deepEqual([...same.output.copy().data], [...long.output.copy().data]);
    const { data } = plain.get('forward_z');
    assert.ok([...data].some((z) => z !== 0.5));
    const held = await layer.traceAsync(x, { clamp: { z: 0.5 } });
    assert.ok([...held.get('forward_z').data].every((z) => z === 0.5));
    model.close();
  });

  it('the same call gives the same bits, in any order', async () => {
    const model = await openModel(`${folder}/tf2onnx-behind.onnx`);
    const other = await openModel(`${folder}/tf2onnx-behind.onnx`);
    const one = graphs.find(({ name }) => name === 'tf2onnx-behind')!;
    const { frames } = (await inputsOf(one)) as { frames: NdArray };
    const first = await model.predictAsync(frames);
    await model.predictAsync(frames.lo(1).hi(1));
    await Promise.all([model.layer(one.layer).traceAsync(frames), model.predictAsync(frames)]);
    for (const again of [await model.predictAsync(frames), await other.predictAsync(frames)]) {
      assert.deepEqual([...again.copy().data], [...first.copy().data]);
    }
    const single = await model.predictAsync(frames.pick(1, null, null));
    assert.deepEqual(single.shape, first.shape.slice(1));
    assert.ok(maxDifference(single, first.pick(1, null, null)) < 1e-6);
    model.close();
    other.close();
  });

  it('a plain call refuses by name, and says which call to make', async () => {
    const model = await openModel(`${folder}/torchscript-between.onnx`);
    const x = await readArray(`${folder}/torchscript-between.npz`, { dataset: 'in:x' });
    const refused = (error: unknown) => {
      assert.ok(error instanceof UnsupportedError);
      assert.deepEqual([error.layer, error.reason], ['/Einsum', 'needs-onnxruntime']);
      return /Layer "\/Einsum" of .*between\.onnx is an onnx\.Einsum, which gatelab leaves to onnxruntime: await layer\.traceAsync.* or model\.predictAsync/.test(
        error.message,
      );
    };
    assert.throws(() => model.layer('/second/GRU').trace(x), refused);
    assert.throws(() => model.predictAll(x), refused);
    // What stands in front of it needs nobody else.
    assert.equal(model.layer('/first/LSTM').trace(x).output.shape.at(-1), 4);
    model.close();
  });

  it('a comparison with a trace that onnxruntime had a part in is judged by the layer alone', async () => {
    const one = graphs.find(({ name }) => name === 'states')!;
    const model = await openModel(`${folder}/states.onnx`);
    const inputs = await inputsOf(one);
    const theirs = layerOutput((await stored(one, 'out', [one.Y]))[one.Y]!);
    const trace = await model.layer('lstm').traceAsync({ inputs });
    assert.equal(compare(trace.output, theirs).verdict, 'rounding');
    const other = theirs.copy();
    other.set(0, 1, 0, other.get(0, 1, 0) + 0.1);
    assert.notEqual(compare(trace.output, other).verdict, 'rounding');
    model.close();
  });

  it('what onnxruntime will not run is refused in its words, with file and layer', async () => {
    const model = await openModel(`${folder}/torchscript-transposed-convolution.onnx`);
    await assert.rejects(
      () => model.predictAsync(toNdArray({ data: new Float32Array(2 * 5 * 6), shape: [2, 5, 6] })),
      /transposed-convolution\.onnx/,
    );
    model.close();
  });

  describe('on the command line', () => {
    let work: string;
    beforeEach(() => (work = mkdtempSync(join(tmpdir(), 'gatelab-beyond-'))));
    afterEach(() => rmSync(work, { recursive: true }));

    it('gatelab trace, predict and compare wait for it', async () => {
      const one = graphs.find(({ name }) => name === 'tf2onnx-transposed-convolution')!;
      const file = `${folder}/${one.name}.onnx`;
      const { frames } = (await inputsOf(one)) as { frames: NdArray };
      const theirs = await stored(one, 'out', [one.Y, ...one.outputs]);
      const [x, h, out] = ['x.npy', 'h.npy', 'out.npz'].map((name) => join(work, name)) as [
        string,
        string,
        string,
      ];
      await saveArray(x, frames);
      await saveArray(h, layerOutput(theirs[one.Y]!).copy());
      const traced = await callMain('trace', file, x, '--layer', one.layer, '--out', out);
      assert.deepEqual([traced.code, traced.err], [0, '']);
      const output = await readArray(out, { dataset: 'output' });
      assert.ok(maxDifference(output, layerOutput(theirs[one.Y]!)) < 2e-5);
      const compared = await callMain('compare', file, x, h, '--layer', one.layer);
      assert.deepEqual([compared.code, compared.err], [0, '']);
      assert.match(compared.out, /rounding/);
      const y = join(work, 'y.npy');
      const predicted = await callMain('predict', file, x, '--out', y);
      assert.deepEqual([predicted.code, predicted.err], [0, '']);
      assert.ok(maxDifference(await readArray(y), theirs[one.outputs[0]!]!) < 2e-5);
    });
  });
});
