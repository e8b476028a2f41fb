import type { Question } from './question.js';

/** The exercises of lessons 08 to 10, which ask what networks have learnt; sealed as the others. */
export const learntQuestions: Readonly<Record<string, Question>> = {
  '08-1': {
    kind: 'number',
    asks: 'a share between 0 and 1',
    is: { within: 0.005, phase: 0.0014214828, seal: 'e37a41f926021ef4' },
    hint: 'add up wrote at the two marked steps, divide by the sum of all of wrote, and take what is left of 1',
    so: 'Two thirds of the sum was written while nothing was marked: by copying.',
  },
  '08-2': {
    kind: 'whole',
    asks: 'the number of a month',
    is: 'a895e279defbfbd5',
    hint: 'take saliency of c at the last step for unit 14, its one feature (pick(null, 0)), and the place of the largest (argmax)',
    so: 'What a month writes itself is less than what others write because of it.',
    slips: [
      { is: '47beb90888722777', says: 'this month has written most; which would change most?' },
      { is: 'e7dc17d5624aaa47', says: 'count from the beginning of the window, not from its end' },
    ],
  },
  '09-1': {
    kind: 'whole',
    asks: 'the number of a unit',
    is: '485d2a05b67fd9cd',
    hint: 'told.quote has one number a unit: where is the largest?',
    so: 'Its cell state tells more than half a nat of a quote that has 0.69 at most.',
    slips: [{ is: '2c1463c2d989994a', says: 'that is the unit of the column' }],
  },
  '09-2': {
    kind: 'whole',
    asks: 'a number of characters',
    is: 'b4efa5cd31342409',
    hint: 'look for the first k at which ahead.get(75 + k) is greater than 0.5',
    so: 'Five characters after the lie the network is sure enough, eight too early.',
    slips: [{ is: '06e3e2759b7b4a1b', says: 'count from the beginning of the line, step 75' }],
  },
  '10-1': {
    kind: 'whole',
    asks: 'a number of epochs',
    is: '16487c64bcb6f7c9',
    hint: 'look down the column of the table (or the green line) for the first number above 0.1, and read the epochs in its row',
    so: 'Between the eighth and the sixteenth epoch it begins to count.',
    slips: [
      {
        is: '1543c1b5b43299fe',
        says: 'that is the number of the checkpoint; its epochs are asked for',
      },
    ],
  },
  '10-2': {
    kind: 'word',
    asks: 'a part of the layer, such as W.o',
    is: 'bc18086827b4deb4',
    hint: 'the weights of changes.at(-1) stand in their order, those that moved furthest first',
    so: 'To count, units have to tell each other what to keep: the recurrent weights of the forget gate.',
    slips: [
      {
        is: 'f7a72a516ca12cad',
        says: 'that is the step from no epoch to the first; ask the last one',
      },
    ],
  },
};
