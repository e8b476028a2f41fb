import assert from 'node:assert/strict';
import { compare, openModel, readArray } from '../../../src/index.js';

const folder = 'test/fixtures/diagnosis';

/** Model, layer, reference, and the cause with the words that a beginner is told. */
const mistakes = [
  ['stateful-again.keras', 'rec', 'stateful-again', 'earlier-call', /what the second call returns/],
  ['batch-first.pt', 'l0', 'batch-first', 'axes-exchanged', /batch_first was forgotten/],
  ['both-ways.onnx', 'rec', 'flat-interleaved', 'flattened-directions', /side by side/],
  ['both-ways.onnx', 'rec', 'flat-unmoved', 'flattened-directions', /without being moved/],
  ['both-ways.onnx', 'rec', 'flat-directions', 'flattened-directions', /whole forward sequence before the whole backward one/], // prettier-ignore
  [
    'front-missing.keras',
    'rec',
    'front-missing',
    'layers-in-front',
    /from the model's input as it is/,
  ],
  ['damaged.safetensors', 'l0', 'damaged', 'file-damage', /U\.f\[2, 4\] is .* there, and .* in this file\. One of the two files is damaged/], // prettier-ignore
  ['packed-padding.pt', 'l0', 'packed-padding', 'masking', /leaves out all steps from step/],
  ['last-states.pt', 'l0', 'last-states', 'last-state', /final states of both directions \(h_n\)/],
  ['cudnn-lstm.h5', 'rec', 'cudnn-lstm', 'kernel-layout', /reads cuDNN's kernels as plain ones/],
] as const;

async function compared(model: string, layer: string, name: string) {
  const opened = await openModel(`${folder}/${model}`);
  const X = await readArray(`${folder}/${name}.x.npy`);
  const reference = await readArray(`${folder}/${name}.ref.npy`);
  return compare(opened.layer(layer).trace(X).output, reference);
}

// scripts/fixtures/diagnosis.py writes them all.
describe('compare, of references that went wrong as people’s do', () => {
  for (const [model, layer, name, id, words] of mistakes) {
    it(`names ${id} in ${name}`, async () => {
      const { verdict, cause } = await compared(model, layer, name);
      assert.equal(verdict, 'convention');
      assert.equal(cause!.id, id);
      assert.equal(cause!.side, 'reference');
      assert.match(cause!.sentence, words);
    });
  }
  it('calls the same models rounding where nothing went wrong', async () => {
    for (const [model, name] of [
      ['both-ways.onnx', 'flat-right'],
      ['cudnn-lstm.h5', 'cudnn-lstm-right'],
    ] as const) {
      assert.equal((await compared(model, 'rec', name)).verdict, 'rounding');
    }
  });
  it('says that another checkpoint looks like another network of this shape, and noise does not', async () => {
    const other = await compared('checkpoint.pt', 'l0', 'checkpoint');
    assert.equal(other.verdict, 'unexplained');
    assert.match(other.sentence, /another network of this shape .*whatChanged\(a, b\)/);
    const noise = await compared('noise.pt', 'l0', 'noise');
    assert.equal(noise.verdict, 'unexplained');
    assert.doesNotMatch(noise.sentence, /another network/);
  });
});
