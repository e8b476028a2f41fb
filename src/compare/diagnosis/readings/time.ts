import type { Situation } from '../situation.js';
import { flippedRows } from '../probe.js';
import { stepsOf } from '../situation.js';
import type { Reading, ReadingFamily } from './reading.js';
import { withInput } from './reading.js';
import { told } from '../../words.js';

const source =
  'Keras (rnn.py, bidirectional.py): go_backwards leaves the output in the order of processing, Bidirectional turns its backward half; ' +
  'PyTorch and ONNX: the output of the reverse direction is in the order of the input';

function reversedInput(at: Situation): Situation {
  const units = at.input.data.length / stepsOf(at);
  const { values } = flippedRows({ values: new Float64Array(at.input.data), units });
  const mask = at.input.mask?.toReversed();
  const reversed = withInput(at, values);
  return mask ? { ...reversed, input: { ...reversed.input, mask } } : reversed;
}

const flip = (at: Situation): Situation => ({ ...at, flipped: !at.flipped });

/** One way to have time the wrong way round. */
interface TimeFault {
  readonly variant: string;
  readonly words: string;
  readonly repair: string;
  readonly zh: { readonly variant: string; readonly words: string; readonly repair: string };
  readonly apply: (at: Situation) => Situation;
}

const timeFaults: readonly TimeFault[] = [
  {
    variant: 'input',
    words:
      'reads the sequence from its last step to its first, and its first row is what came out of the last step',
    repair: 'Give the input in the order of time (x, not x[::-1]), or set go_backwards=False.',
    zh: {
      variant: '输入',
      words: '从最后一步读到第一步，它的第一行来自最后一步',
      repair: '请按时间顺序给出输入（x，而不是 x[::-1]），或设 go_backwards=False。',
    },
    apply: reversedInput,
  },
  {
    variant: 'input and output',
    words:
      'reads the sequence from its last step to its first, with its results put back into the order of time',
    repair:
      'Run the layer forwards: set go_backwards=False, or take the forward direction of a bidirectional layer.',
    zh: {
      variant: '输入和输出',
      words: '从最后一步读到第一步，结果又排回了时间顺序',
      repair: '请让该层正向运行：设 go_backwards=False，或取双向层的前向部分。',
    },
    apply: (at) => flip(reversedInput(at)),
  },
  {
    variant: 'output',
    words: 'is right, but upside down: its first row belongs to the last time step',
    repair: 'Reverse the result along time once: h[::-1] (h[:, ::-1] for a batch).',
    zh: {
      variant: '输出',
      words: '数值是对的，但上下颠倒：第一行属于最后一个时间步',
      repair: '请把结果沿时间反转一次：h[::-1]（批量时 h[:, ::-1]）。',
    },
    apply: flip,
  },
];

const backwardHalf: TimeFault = {
  variant: 'backward half',
  words:
    'leaves the backward half upside down: its first row belongs to the last time step, while Bidirectional turns it back before joining',
  repair:
    'Reverse the backward half along time before joining: np.concatenate([f, b[::-1]], axis=-1).',
  zh: {
    variant: '反向的一半',
    words:
      '没有把反向的一半翻回来：它的第一行属于最后一个时间步，而 Bidirectional 在拼接之前会翻转它',
    repair: '请在拼接之前把反向的一半沿时间反转：np.concatenate([f, b[::-1]], axis=-1)。',
  },
  apply: (at) => ({
    ...at,
    setup: {
      ...at.setup,
      directions: at.setup.directions.map((d) => (d.backwards ? { ...d, inputOrder: false } : d)),
    },
  }),
};

/** Sequences read or written from their end. */
export const reversedTime: ReadingFamily = ({ situation }) => {
  if (stepsOf(situation) < 2) return [];
  const both = situation.setup.directions.length > 1 && situation.series === 'output';
  return [...timeFaults, ...(both ? [backwardHalf] : [])].map(
    ({ variant, words, repair, zh, apply }): Reading => ({
      id: 'time-reversed',
      label: told(`time reversed: ${variant}`, `时间反向：${zh.variant}`),
      details: { variant },
      sentence: (who) => `${who} ${words}.`,
      source,
      repair,
      zh: { sentence: (who) => `${who}${zh.words}。`, repair: zh.repair },
      apply,
    }),
  );
};

/** Results one step too early or too late. */
export const shiftedTime: ReadingFamily = ({ situation }) => {
  if (
    stepsOf(situation) < 4 ||
    (situation.series === 'output' && !situation.setup.returnSequences)
  ) {
    return [];
  }
  return [1, -1].map((by) => ({
    id: 'time-shifted',
    label: told(`one step ${by > 0 ? 'later' : 'earlier'}`, by > 0 ? '晚一步' : '早一步'),
    details: { steps: by },
    sentence: (who) =>
      by > 0
        ? `${who} is one time step late: its row t is what this layer computes at step t − 1.`
        : `${who} is one time step early: its row t is what this layer computes at step t + 1.`,
    source:
      'handwritten loops: a list of states that begins with the initial state, or a slice that leaves the first step out; Keras and PyTorch give ' +
      'out the state after each step',
    repair:
      by > 0
        ? 'Drop the initial state from the list of states: states[1:].'
        : 'Keep the first step: something took states[1:] of a list that had no initial state in it.',
    zh: {
      sentence: (who) =>
        by > 0
          ? `${who}晚了一个时间步：它的第 t 行是这一层在第 t − 1 步的计算结果。`
          : `${who}早了一个时间步：它的第 t 行是这一层在第 t + 1 步的计算结果。`,
      repair:
        by > 0
          ? '请从状态列表中去掉初始状态：states[1:]。'
          : '请保留第一步：有代码对不含初始状态的列表取了 states[1:]。',
    },
    apply: (at) => ({ ...at, shift: (at.shift ?? 0) + by }),
  }));
};

/** The two directions of a Bidirectional layer exchanged. */
export const exchangedDirections: ReadingFamily = ({ situation }) => {
  if (situation.setup.directions.length < 2) return [];
  const swapped = <T>(items: readonly T[]) => items.toReversed();
  return [
    {
      id: 'direction-order',
      label: told('weights of the directions exchanged', '两个方向的权重互换'),
      details: {},
      sentence: (who) =>
        `${who} runs the forward weights from the end of the sequence, and the backward weights from its beginning.`,
      source:
        'Keras (bidirectional.py: forward_layer, backward_layer), PyTorch (weight_ih_l0, weight_ih_l0_reverse), ONNX (direction 0, 1): forward first',
      repair:
        'Exchange the weights of the two directions: the first half of get_weights() belongs to the forward layer.',
      zh: {
        sentence: (who) => `${who}用前向权重从序列末尾开始算，用反向权重从序列开头开始算。`,
        repair: '请交换两个方向的权重：get_weights() 的前一半属于前向层。',
      },
      apply: (at) => ({
        ...at,
        setup: {
          ...at.setup,
          directions: at.setup.directions.map((direction, k) => {
            const { cellFor, specs, weights } = swapped(at.setup.directions)[k]!;
            return { ...direction, cellFor, specs, weights };
          }),
        },
      }),
    },
    ...mergeModes({ situation }),
  ];
};

const mergeModes: ReadingFamily = ({ situation }) => {
  const own = situation.setup.merge;
  if (own === null || own === 'concat' || situation.series !== 'output') return [];
  return (['sum', 'ave', 'mul'] as const)
    .filter((mode) => mode !== own)
    .map((mode) => ({
      id: 'merge-mode',
      label: told(`directions joined by ${mode}`, `方向用 ${mode} 合并`),
      details: { mergeMode: mode, insteadOf: own },
      sentence: (who) =>
        `${who} joins the forward and the backward result by ${mode}, this layer by ${own}.`,
      source:
        'Keras: the argument merge_mode of Bidirectional (concat unless said otherwise); PyTorch and ONNX always put them side by side',
      repair: `Set merge_mode="${own}".`,
      zh: {
        sentence: (who) => `${who}用 ${mode} 合并前向和反向的结果，这一层用 ${own}。`,
        repair: `请设 merge_mode="${own}"。`,
      },
      apply: (at) => ({ ...at, setup: { ...at.setup, merge: mode } }),
    }));
};
