import { stepsOf } from '../situation.js';
import { isJoined, widthOf } from './flattened-directions.js';
import type { ReadingFamily } from './reading.js';
import { told } from '../../words.js';

const common = {
  id: 'last-state',
  source:
    'PyTorch (torch.nn.LSTM): h_n of the reverse direction is its state at the first step, output[-1] what it has seen at the last one; ' +
    'Keras (bidirectional.py): return_sequences=False joins the final states',
  alone: true,
};

/** The last row of both directions taken for their final states, or these for the last row. */
export const lastStates: ReadingFamily = ({ situation }) => {
  const { setup } = situation;
  const [steps, width] = [stepsOf(situation), widthOf(situation)];
  if (!isJoined(situation) || steps < 2) return [];
  if (!setup.returnSequences) {
    return [
      {
        ...common,
        label: told('last row instead of final states', '最后一行而非最终状态'),
        details: { variant: 'last row' },
        sentence: (who) =>
          `${who} holds the last row of the sequence, where this layer gives the final states of both directions: in that row the backward half has read one step only.`,
        repair: 'Take the final state of each direction: torch.cat([h_n[0], h_n[1]], -1).',
        zh: {
          sentence: (who) =>
            `${who}是序列的最后一行，而这一层给出两个方向的最终状态：在那一行里，反向的一半只读了一步。`,
          repair: '请取每个方向的最终状态：torch.cat([h_n[0], h_n[1]], -1)。',
        },
        apply: (at) => ({
          ...at,
          setup: { ...at.setup, returnSequences: true },
          part: { steps: [steps - 1] },
        }),
      },
    ];
  }
  const half = width / 2;
  const last = (steps - 1) * width;
  return [
    {
      ...common,
      label: told('final states in the last row', '最后一行是最终状态'),
      details: { variant: 'final states' },
      sentence: (who) =>
        `${who} holds the final states of both directions (h_n) in its last row, not the last step: the backward half there is what it computed at step 0.`,
      repair:
        'Compare output with output: leave h_n out of it, or compare it with trace.finalState.',
      zh: {
        sentence: (who) =>
          `${who}的最后一行是两个方向的最终状态（h_n），而不是最后一步：那里反向的一半是它在第 0 步的计算结果。`,
        repair: '请用输出与输出比较：不要混入 h_n，或用它与 trace.finalState 比较。',
      },
      apply: (at) => ({
        ...at,
        mosaic: {
          pieces: [at],
          length: steps * width,
          units: width,
          at: (k) => [0, k >= last + half ? k - last : k],
        },
      }),
    },
  ];
};
