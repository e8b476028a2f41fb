// Sealed by `npm run seal`; the solutions stand in the notebooks, and the tests hold them against these.
import { learntQuestions } from './learnt-questions.js';
import type { Question } from './question.js';

/** The exercises of the lessons, by lesson and number. */
export const questions: Readonly<Record<string, Question>> = {
  '01-1': {
    kind: 'whole',
    asks: 'a whole number',
    is: '65133bf91f966bd5',
    hint: 'multiply the two lengths of each of the three shapes that the cell above printed, and add up',
    so: 'A quarter of the layer: the other three quarters are those of i, g and o.',
    slips: [
      { is: '38a0367f610d352a', says: 'these are the weights of all four gates' },
      { is: 'b6a417f56a79658c', says: 'the bias is missing' },
      { is: '1771abe3260e035a', says: 'U.f alone is one of three parts' },
    ],
  },
  '01-2': {
    kind: 'whole',
    asks: 'the number of a unit',
    is: 'f51109d5888121f8',
    hint: 'trace.f has months × units: take the least of each unit (min over axis 0), and ask where that is smallest',
    so: 'One month of 302 in which it lets go of more than usual.',
    slips: [{ is: '4adb8221e64cdeea', says: 'that is the month; the unit is asked for' }],
  },
  '01-3': {
    kind: 'number',
    asks: 'a share between 0 and 1',
    is: { within: 0.005, phase: 0.00328918, seal: '28285bcbb33262ad' },
    hint: 'count the numbers of forget below 0 and those above 1, and divide by how many there are',
    so: 'More than half of these gates are none.',
  },
  '02-1': {
    kind: 'whole',
    asks: 'the number of a step',
    is: 'f3d5a43693803a92',
    hint: 'take the largest error of all units at each step, find the last step at which it is 0.001 or more, and go one further',
    so: 'Two years of 25, and the mistake cannot be seen any more.',
    slips: [{ is: '207ed5f5ba668694', says: 'this is the last step at which it still hurts' }],
  },
  '02-2': {
    kind: 'word',
    asks: 'a word: rounding, convention, unexplained or undecided',
    is: 'e28acc2b60aa483f',
    hint: 'give compare the layer and the input, and read .verdict',
    so: 'Readings are combined: two usual mistakes at once are still found.',
    slips: [
      {
        is: '290109ff26db3648',
        says: 'it would be, if only one mistake at a time were tried; give compare { layer, input: x }',
      },
    ],
  },
  '03-1': {
    kind: 'number',
    asks: 'a number between 0 and 1',
    is: { within: 0.0002, phase: 0.000114127, seal: '17e9838f9ed9744e' },
    hint: 'the sum has three parts (input, the 30 outputs of the month before, bias), and goes through the hard sigmoid',
    so: 'Another of the gates that hardly leave 0.7.',
    slips: [
      {
        is: { within: 0.0002, phase: 0.000205268, seal: 'ba6329764c32f8dc' },
        says: 'this is the month before',
      },
      {
        is: { within: 0.0002, phase: 0.000340494, seal: '10acf08c0e14b480' },
        says: 'this is the month after',
      },
    ],
  },
  '03-2': {
    kind: 'number',
    asks: 'a number',
    is: { within: 0.0003, phase: 0.000257093, seal: '57e668510689d709' },
    hint: 'c = f · c before + i · g, with f = 1 and the others as they were in month 100',
    so: 'The old memory would have stayed whole, and the new would have come on top.',
    slips: [
      {
        is: { within: 0.0003, phase: 0.0000866988, seal: '773d1e3261c11a7b' },
        says: 'this is the memory as it was: f is still 0.7',
      },
      {
        is: { within: 0.0003, phase: 0.0003291, seal: 'ceb51c91caac7a9f' },
        says: 'this is the old memory alone: what is written in this month is missing',
      },
    ],
  },
  '04-1': {
    kind: 'number',
    asks: 'a number between 0 and 1',
    is: { within: 0.0005, phase: 0.0000498337, seal: '497b2d55174b0461' },
    hint: 'solve τ = −1 / ln f for f',
    so: 'A hundredth below wide open: near 1, every hundredth counts.',
  },
  '04-2': {
    kind: 'whole',
    asks: 'the number of a unit',
    is: 'cef0f282b5cb1525',
    hint: 'resets.resets holds the number of resets of each unit: where is the greatest?',
    so: 'Its gate is shut in 242 of 302 months.',
    slips: [
      { is: 'af67093795aaf9ad', says: 'this is how many; the unit is asked for' },
      { is: 'e6a6efa3ec3376c7', says: 'this one comes next' },
    ],
  },
  '05-1': {
    kind: 'number',
    asks: 'a share between 0 and 1',
    is: { within: 0.002, phase: 0.00322656, seal: '5c195799dc9858de' },
    hint: 'the mean over the units of shut, and of open, and what is left of 1',
    so: 'Two thirds of the time an output gate is at an end, and it is the open one.',
    slips: [
      {
        is: { within: 0.002, phase: 0.000773, seal: '5578e7c9cf605bfb' },
        says: 'these are the steps at an end; the others are asked for',
      },
    ],
  },
  '05-2': {
    kind: 'whole',
    asks: 'the number of a unit',
    is: '448b2db6dab42cf1',
    hint: 'saturation(wildRun.i).shut is the share of steps for each unit: where is it 1?',
    so: 'A unit that never writes; its candidate may say what it likes.',
    slips: [{ is: '0a8edbfaaa213b9f', says: 'nearly: this one is shut at 98 % of the steps' }],
  },
  '05-3': {
    kind: 'word',
    asks: 'one character, as a text',
    is: 'b7809de8dab1989d',
    hint: "the name of the first row is x and a number: count so far in 'abcdABCD()\"\\n', beginning with 0",
    so: 'A unit that looks out for closing brackets.',
    slips: [
      {
        is: '11e00881519389c4',
        says: 'this is the name of the input; which character of the alphabet is that?',
      },
      { is: 'c8fad02c68cbb7a2', says: 'one beside: does counting begin at 0?' },
    ],
  },
  '06-1': {
    kind: 'whole',
    asks: 'a whole number',
    is: '4bd7ff6d9b424c1b',
    hint: 'layer.paramCount and before.paramCount',
    so: 'A second bias of 16 numbers for each of z, r and n: inside the reset, the bias of the recurrent product has to be kept apart.',
    slips: [
      { is: '2528c75406e121dd', says: 'the other way round' },
      { is: '0ad6effe4b6bafb4', says: 'each of z, r and n has them' },
    ],
  },
  '06-2': {
    kind: 'number',
    asks: 'a number',
    is: { within: 0.005, phase: 0.000652618, seal: '94202c4e2754f03b' },
    hint: 'the last of wrongly, times the kernel of the layer sum, plus its bias; minus what predict says for row 2',
    so: 'A sum that is off by 0.31, from a program that runs without complaint.',
  },
  '06-3': {
    kind: 'word',
    asks: 'the id of a cause, as a text',
    is: '6ad7ef9ac6d6c91f',
    hint: 'gru(before, row, …, false) and compare with rightRun.h, the layer and the input: .cause?.id',
    so: 'Both polarities are in use; only a comparison tells.',
    slips: [
      { is: '0104d6cc028353dc', says: 'the form of the reset was right here; only z is turned' },
      { is: '4f6429c431453556', says: 'this is the verdict; its cause has an id' },
    ],
  },
  '07-1': {
    kind: 'whole',
    asks: 'a whole number',
    is: '8cb183ec168bc661',
    hint: "largest('backward_h', 3) has 25 numbers: how many are above 0.01?",
    so: 'The last steps of the series, nearest to the padding; then it has been forgotten.',
    slips: [{ is: '7bb76183e20f3eb0', says: 'these are the steps that are right' }],
  },
  '07-2': {
    kind: 'whole',
    asks: 'the number of a step',
    is: '82034fec0feca1b3',
    hint: 'the backward half reads from the end: where has it read everything?',
    so: 'The backward half ends where the series begins.',
    slips: [
      { is: '43b28470fc5d5ca5', says: 'here the backward half begins: it has read one step' },
      { is: 'a583f6777cc2e017', says: 'this is padding' },
    ],
  },
  ...learntQuestions,
  '11-1': {
    kind: 'whole',
    asks: 'a whole number',
    is: '0d0e406364bb159c',
    hint: 'paramCount of both layers',
    so: 'PyTorch keeps two biases of 4 × 32 numbers, one for each product, and adds them up.',
    slips: [
      { is: 'ec49456f4fc809c6', says: 'the other way round' },
      { is: 'a166ea15b603336e', says: 'each of the four gates has them' },
    ],
  },
  '11-2': {
    kind: 'number',
    asks: 'a number of millionths',
    is: { within: 0.06, phase: 0.00653753, seal: '05e350da99ea6caa' },
    hint: 'returned[a].sub(returned[b]) for each pair, the largest absolute value of all, times a million',
    so: 'More than any of them differs from the exact numbers: the two err in different directions.',
    slips: [
      {
        is: { within: 0.06, phase: 0.0647774, seal: 'd3f75cbfbbd02c53' },
        says: 'this is the largest difference between a framework and us',
      },
    ],
  },
};
