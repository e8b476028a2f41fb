import assert from 'node:assert/strict';
import { fingerprint } from '../../../src/lessons/fingerprint.js';
import { isNear, opensNumber, sealNumber, sealWord } from '../../../src/lessons/seal.js';

describe('fingerprint(text)', () => {
  it('is FNV-1a of 64 bits, by its published test vectors', () => {
    assert.equal(fingerprint(''), 'cbf29ce484222325');
    assert.equal(fingerprint('a'), 'af63dc4c8601ec8c');
    assert.equal(fingerprint('foobar'), '85944171f73967e8');
  });
});

describe('sealNumber(salt, answer, within)', () => {
  const answers = [
    0, 0.5, 0.7013141274318, -0.0537429, 1e-7, -3.5, 48.25, 99999.5, -0.0005, 2.4065,
  ];

  it('opens for exactly the numbers within the tolerance, wherever the answer lies', () => {
    // At the edge itself rounding decides.
    const parts = Array.from({ length: 601 }, (_, k) => (k - 300) / 100).filter(
      (part) => Math.abs(part) !== 1,
    );
    for (const answer of answers) {
      for (const within of [0.5, 0.03, 0.0005]) {
        const sealed = sealNumber('t', answer, within);
        const open = parts.filter((part) => opensNumber('t', sealed, answer + part * within));
        const near = parts.filter((part) => Math.abs(part) < 1);
        assert.deepEqual(open, near, `${answer} ± ${within}`);
      }
    }
  });

  it('keeps no digit that counts: what is stored is below twice the tolerance', () => {
    for (const answer of answers) {
      const { phase } = sealNumber('t', answer, 0.01);
      assert.ok(phase >= 0 && phase < 0.02);
    }
  });

  it('is another for every salt, and near numbers are told from far ones', () => {
    const sealed = sealNumber('t', 0.7, 0.001);
    assert.notEqual(sealNumber('u', 0.7, 0.001).seal, sealed.seal);
    assert.equal(isNear('t', sealed, 0.706), true);
    assert.equal(isNear('t', sealed, 0.72), false);
  });
});

describe('sealWord(salt, word)', () => {
  it('takes words as they are typed', () => {
    assert.equal(sealWord('t', ' Gate-Order '), sealWord('t', 'gate-order'));
    assert.notEqual(sealWord('t', 'gate-order'), sealWord('t', 'gate order'));
  });
});
