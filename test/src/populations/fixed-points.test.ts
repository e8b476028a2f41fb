import assert from 'node:assert/strict';
import { fixedPoints, openModel, type FixedPoint } from '../../../src/index.js';
import { folder, numbers, told } from './told.js';

const input = [0.3, -0.4];
const open = async (kind: string) =>
  (await openModel(`${folder}/${kind}.pt`, { assumeDefaults: true })).layer('rec.l0');
const stateOf = ({ state }: FixedPoint) => Object.values(state).flatMap((part) => numbers(part));

describe('fixedPoints(layer) beside SciPy and autograd', () => {
  for (const kind of ['lstm', 'gru', 'rnn']) {
    it(`${kind}: the same points, all and only, with the same eigenvalues`, async () => {
      const points = (await told(`${kind}/points`)).toArray() as number[][];
      const [real, imaginary] = [await told(`${kind}/real`), await told(`${kind}/imaginary`)];
      const found = fixedPoints(await open(kind), { input, starts: await told(`${kind}/starts`) });
      const fixed = found.filter((point) => point.kind === 'fixed');
      assert.equal(fixed.length, points.length);
      for (const [k, point] of points.entries()) {
        const own = fixed.find((one) =>
          stateOf(one).every((value, at) => Math.abs(value - point[at]!) < 1e-7),
        );
        assert.ok(own, `${point.join()} is missing`);
        assert.ok(own.speed < 1e-16);
        for (const [at, { re, im }] of own.eigenvalues.entries()) {
          assert.ok(Math.abs(re - real.get(k, at)) < 1e-6, `${re} ${real.get(k, at)}`);
          assert.ok(Math.abs(im - imaginary.get(k, at)) < 1e-6);
        }
        const most = Math.hypot(real.get(k, 0), imaginary.get(k, 0));
        assert.equal(own.isStable, most < 1);
      }
    });
  }

  it('has no point that is faster than it is told', async () => {
    const starts = await told('lstm/starts');
    const of = async (maxIter: number, slowTolerance: number) =>
      fixedPoints(await open('lstm'), { input, starts, maxIter, slowTolerance });
    assert.deepEqual(await of(1, 1e-12), []);
    const slow = await of(1, 1);
    assert.ok(
      slow.length > 10 && slow.every(({ kind, speed }) => kind === 'slow' && speed > 1e-16),
    );
    assert.ok(slow.every(({ speed }, k) => k === 0 || speed >= slow[k - 1]!.speed));
  });

  it('refuses starts and inputs of another width', async () => {
    const layer = await open('gru');
    assert.throws(() => fixedPoints(layer, { starts: [[1, 2]] }), /A start is 3 finite numbers, h, but the starts are 1 × 2/); // prettier-ignore
    assert.throws(() => fixedPoints(layer, { starts: [[1, 2, 3]], input: [1] }), /The input of one step is 2 numbers, but is 1/); // prettier-ignore
    assert.throws(() => fixedPoints(layer, { starts: [[1, 2, 3]], input: [NaN, 1] }), /finite numbers, but one is NaN/); // prettier-ignore
    assert.throws(() => fixedPoints(layer, { starts: [[1, 2, 3]], maxIter: NaN }), /maxIter is a number from 0 on/); // prettier-ignore
    assert.throws(() => fixedPoints(layer, { starts: [[1, 2, 3]], direction: 'forward' }), /one direction only/); // prettier-ignore
  });
});
