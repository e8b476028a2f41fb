import assert from 'node:assert/strict';
import * as gatelab from '../../src/index.js';

const { GatelabError, BadFileError, UnsupportedError, NotFoundError, ArgumentError } = gatelab;

describe('errors', () => {
  it('tell a program what their sentence tells a person', () => {
    const cause = new Error('short read');
    const error = new BadFileError('a.h5: it is cut off; get the file anew', {
      file: 'a.h5',
      cause,
    });
    assert.equal(String(error), 'BadFileError: a.h5: it is cut off; get the file anew');
    assert.equal(error.file, 'a.h5');
    assert.equal(error.layer, undefined);
    assert.equal(error.reason, 'damaged');
    assert.equal(error.cause, cause);
  });

  it('have one root, and each kind its own class and reason', () => {
    const made = [BadFileError, UnsupportedError, NotFoundError, ArgumentError].map(
      (Kind) => new Kind('No.', { layer: 'lstm' }),
    );
    assert.ok(made.every((error) => error instanceof GatelabError && error.layer === 'lstm'));
    assert.deepEqual(
      made.map((error) => error.reason),
      ['damaged', 'unsupported', 'no-such-layer', 'argument'],
    );
    assert.equal(new ArgumentError('No.', { reason: 'shape' }).reason, 'shape');
  });

  it('tell the file and the layer of what cannot be opened, found, given or run', async () => {
    const path = 'test/fixtures/keras3/lstm-sigmoid.keras';
    const model = await gatelab.openModel(path);
    const named = { file: model.file.name, layer: 'nobody', name: 'NotFoundError' };
    assert.throws(() => model.layer('nobody'), { ...named, reason: 'no-such-layer' });
    const layer = model.layers.find((one) => one.isRecurrent)!;
    const trace = layer.trace(
      layer.inputShape!.slice(1).length === 2
        ? [Array<number>(layer.inputShape!.at(-1)!).fill(0)]
        : [],
    );
    assert.throws(() => trace.get('x'), { layer: layer.name, reason: 'no-such-series' });
    assert.throws(() => layer.trace([0]), { name: 'ArgumentError', reason: 'shape' });
    await assert.rejects(gatelab.openModel('package.json'), (error) => {
      assert.ok(error instanceof GatelabError);
      assert.match(error.file!, /package\.json$/);
      return true;
    });
    await assert.rejects(gatelab.readArray('test/fixtures/arrays/stored.npz', { dataset: 'y' }), {
      name: 'NotFoundError',
      reason: 'no-such-array',
    });
  });

  it('are of these classes wherever a person may meet them', async () => {
    const model = await gatelab.openModel('notebooks/data/sunspots-keras2.h5');
    const [a, b] = [
      await gatelab.openModel('test/fixtures/changes/step-7.pt'),
      await gatelab.openModel('test/fixtures/diagnosis/noise.pt'),
    ];
    const layer = model.layer('test_layer');
    const trace = layer.trace(gatelab.toNdArray({ data: new Float64Array(302), shape: [302, 1] }));
    const met: [() => unknown, Record<string, unknown>][] = [
      [() => layer.weights.W.get('x'), { name: 'NotFoundError', reason: 'no-such-gate' }],
      [() => gatelab.saturation(trace.c), { name: 'ArgumentError', layer: 'test_layer' }],
      [() => gatelab.timescales(trace.i), { name: 'ArgumentError', layer: 'test_layer' }],
      [() => gatelab.whatChanged(a, b), { name: 'ArgumentError', file: a.file.name }],
      [() => model.explain('nosuch'), { name: 'UnsupportedError', reason: 'unknown-activation' }],
    ];
    for (const [work, fields] of met) assert.throws(work, fields);
    for (const one of [model, a, b]) one.close();
  });
});
