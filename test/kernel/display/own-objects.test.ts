import '../../../kernel/display/own-objects.js';
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { makeMimeBundle } from '../../../kernel/display/mime-bundle.js';
import { compare, openModel } from '../../../src/index.js';

const path = fileURLToPath(new URL('../../../notebooks/data/sunspots-keras2.h5', import.meta.url));

it('makeMimeBundle(summary) is the table that Keras would print', async () => {
  const model = await openModel(path);
  const { 'text/plain': text } = await makeMimeBundle(model.summary());
  assert.match(String(text), /test_layer \(LSTM\) +\(None, 302, 30\) +3,840/);
  model.close();
});

it('makeMimeBundle(layer) and of a trace are their own words', async () => {
  const model = await openModel(path);
  const layer = model.layer('test_layer');
  assert.equal((await makeMimeBundle(layer))['text/plain'], 'Layer test_layer (LSTM)');
  const trace = layer.trace({ data: new Float32Array(4), shape: [4, 1] });
  assert.match(
    String((await makeMimeBundle(trace))['text/plain']),
    /^Trace of test_layer: i f g o/,
  );
  model.close();
});

it('makeMimeBundle(comparison) is the error table', async () => {
  const bundle = await makeMimeBundle(compare([[1, 2]], [[1, 2.5]]));
  assert.match(String(bundle['text/html']), /<table/);
  assert.match(String(bundle['text/plain']), /max \|error\| 0\.5/);
});
