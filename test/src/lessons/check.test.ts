import assert from 'node:assert/strict';
import { check, GatelabError } from '../../../src/index.js';
import { judge } from '../../../src/lessons/judge.js';
import type { Question } from '../../../src/lessons/question.js';
import { questions } from '../../../src/lessons/questions.js';
import { sealNumber, sealWord } from '../../../src/lessons/seal.js';

const told = { asks: 'a share between 0 and 1', hint: 'count again', so: 'Well.' };
const share: Question = {
  kind: 'number',
  ...told,
  is: sealNumber('s', 0.3, 0.002),
  slips: [
    { is: sealNumber('s/0', 0.9, 0.002), says: 'the first' },
    { is: sealNumber('s/1', 0.8, 0.002), says: 'the second' },
  ],
};
const unit: Question = {
  kind: 'whole',
  ...told,
  is: sealWord('u', '7'),
  slips: [{ is: sealWord('u/0', '12'), says: 'that is the step' }],
};
const word: Question = {
  kind: 'word',
  ...told,
  is: sealWord('w', 'masking'),
  slips: [{ is: sealWord('w/0', 'bias'), says: 'not the bias' }],
};

/** Answers that somebody may give, and what is to be said of them. */
const cases: [Question, string, unknown, RegExp | undefined][] = [
  [share, 's', 0.3, undefined],
  [share, 's', 0.3015, undefined],
  [share, 's', 0.31, /near, but not within 0.002/],
  [share, 's', 0.5, /^count again$/],
  [share, 's', -0.3, /the sign is not/],
  [share, 's', 30, /factor of 100/],
  [share, 's', 0.003, /factor of 100/],
  [share, 's', 0.7, /1 minus/],
  [share, 's', 10 / 3, /1 divided by/],
  [share, 's', 0.9, /^the first$/],
  [share, 's', 0.8, /^the second$/],
  [share, 's', NaN, /NaN came out/],
  [share, 's', Infinity, /Infinity came out/],
  [share, 's', undefined, /no answer yet/],
  [share, 's', null, /no answer yet/],
  [share, 's', '0.3', /a share between 0 and 1 is asked for, and this is a text/],
  [share, 's', [0.3], /this is a list of 1/],
  [share, 's', Promise.resolve(0.3), /write await/],
  [share, 's', () => 0.3, /a function: call it/],
  [share, 's', true, /this is true/],
  [share, 's', { data: [0.3], shape: [1, 1] }, /an array of 1 × 1 numbers/],
  [unit, 'u', 7, undefined],
  [unit, 'u', 8, /counting begin at 0/],
  [unit, 'u', 6, /counting begin at 0/],
  [unit, 'u', 12, /^that is the step$/],
  [unit, 'u', 3, /^count again$/],
  [unit, 'u', 7.5, /this is 7.5/],
  [unit, 'u', '7', /this is a text/],
  [unit, 'u', 7n, /a value of type bigint/],
  [word, 'w', 'masking', undefined],
  [word, 'w', ' Masking', undefined],
  [word, 'w', 'bias', /^not the bias$/],
  [word, 'w', 'masks', /^count again$/],
  [word, 'w', 3, /this is 3/],
];

describe('check(exercise, answer)', () => {
  it('says what is missing of every kind of answer', () => {
    for (const [question, id, answer, says] of cases) {
      const missing = judge(id, question, answer);
      if (says) assert.match(missing ?? 'right', says);
      else assert.equal(missing, undefined, String(answer));
    }
  });

  it('throws whatever is not right, and gives back only what is', () => {
    for (const answer of [undefined, NaN, 0, 4, 'x', [], {}, Promise.resolve(960)]) {
      assert.throws(
        () => check('01-1', answer),
        (error) =>
          error instanceof GatelabError &&
          error.reason === 'not-right' &&
          /^Exercise 01-1 is not right yet: .+/.test(error.message),
      );
    }
    const checked = check('01-1', 960);
    assert.equal(checked.right, true);
    assert.match(String(checked), /^✓ 01-1 is right\. /);
  });

  it('names the exercises there are when another is asked for', () => {
    for (const id of ['1-1', '99-1', 'toString', '__proto__', '']) {
      assert.throws(() => check(id, 1), /There is no exercise .*; there are 01-1, 01-2/);
    }
  });
});

describe('the exercises', () => {
  const all = Object.entries(questions);

  it('accept nothing that is tried without thinking', () => {
    const tried = [-1, 0.1, 0.25, 0.5, 0.75, 0.9, 1, 2, 10, 100, 1000, '', 'yes', 'true'];
    for (const [id, question] of all) {
      for (const answer of tried) assert.notEqual(judge(id, question, answer), undefined, id);
    }
  });

  it('say whole sentences, and hints that ask for something', () => {
    for (const [id, { hint, so, asks, slips = [] }] of all) {
      assert.match(so, /^[A-Z].*\.$/, id);
      for (const text of [hint, asks, ...slips.map(({ says }) => says)]) {
        assert.doesNotMatch(text, /\.$/, id);
        assert.ok(text.length > 5, id);
      }
    }
  });
});
