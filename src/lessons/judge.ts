// What can be said of an answer: undefined when it is right, else what is missing, in words that do not give it away.
import type { NumberQuestion, Question, WholeQuestion, WordQuestion } from './question.js';
import { isNear, opensNumber, sealWord } from './seal.js';

/** What is wrong with an answer; undefined for a right one. */
export function judge(id: string, question: Question, answer: unknown): string | undefined {
  if (answer === undefined || answer === null) {
    return `there is no answer yet (${answer}); ${question.asks} is asked for`;
  }
  if (isPromise(answer)) return 'this is a promise, not yet a value: write await in front of it';
  if (question.kind === 'number') return judgeNumber(id, question, answer);
  if (question.kind === 'whole') return judgeWhole(id, question, answer);
  return judgeWord(id, question, answer);
}

const isPromise = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  'then' in value &&
  typeof value.then === 'function';

/** What is asked for, and what was given instead. */
function another(asks: string, answer: unknown): string {
  const given = Array.isArray(answer) ? `a list of ${answer.length}` : nameOfKind(answer);
  return `${asks} is asked for, and this is ${given}`;
}

function nameOfKind(answer: unknown): string {
  if (typeof answer === 'number') return `${answer}`;
  if (typeof answer === 'string') return 'a text';
  if (typeof answer === 'boolean') return `${answer}`;
  if (typeof answer === 'object' && answer !== null && 'shape' in answer) {
    return `an array of ${[answer.shape].flat().join(' × ')} numbers`;
  }
  return typeof answer === 'function' ? 'a function: call it' : `a value of type ${typeof answer}`;
}

/** Readings under which a wrong number would be right, and what they mean. */
const readings: readonly (readonly [read: (x: number) => number, says: string])[] = [
  [(x) => -x, 'the size is right, the sign is not'],
  [(x) => x / 100, 'it is right but for a factor of 100: per cent or a share?'],
  [(x) => x * 100, 'it is right but for a factor of 100: per cent or a share?'],
  [(x) => 1 - x, 'this is 1 minus what is asked for'],
  [(x) => 1 / x, 'this is 1 divided by what is asked for'],
];

function judgeNumber(id: string, { is, asks, hint, slips }: NumberQuestion, answer: unknown) {
  if (typeof answer !== 'number') return another(asks, answer);
  if (!Number.isFinite(answer)) return `${answer} came out of the calculation; look where it began`;
  if (opensNumber(id, is, answer)) return undefined;
  const slip = slips?.findIndex((known, k) => opensNumber(`${id}/${k}`, known.is, answer)) ?? -1;
  if (slip !== -1) return slips![slip]!.says;
  const reading = readings.find(([read]) => opensNumber(id, is, read(answer)));
  if (reading) return reading[1];
  if (isNear(id, is, answer)) {
    return `it is near, but not within ${is.within}: do not round on the way`;
  }
  return hint;
}

function judgeWhole(id: string, { is, asks, hint, slips }: WholeQuestion, answer: unknown) {
  if (typeof answer !== 'number' || !Number.isSafeInteger(answer)) return another(asks, answer);
  if (sealWord(id, `${answer}`) === is) return undefined;
  const slip = slips?.find((known, k) => sealWord(`${id}/${k}`, `${answer}`) === known.is);
  if (slip) return slip.says;
  const isNext = [answer - 1, answer + 1].some((near) => sealWord(id, `${near}`) === is);
  return isNext ? 'it is one beside: does counting begin at 0?' : hint;
}

function judgeWord(id: string, { is, asks, hint, slips }: WordQuestion, answer: unknown) {
  if (typeof answer !== 'string') return another(asks, answer);
  if (sealWord(id, answer) === is) return undefined;
  const slip = slips?.find((known, k) => sealWord(`${id}/${k}`, answer) === known.is);
  return slip?.says ?? hint;
}
