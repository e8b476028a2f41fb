import type { Situation } from '../situation.js';
import { stepsOf } from '../situation.js';
import type { Reading, ReadingFamily } from './reading.js';
import { told } from '../../words.js';

const source =
  'Keras (rnn.py): a masked step keeps the state and repeats the last output, or gives zeros with zero_output_for_mask and inside Bidirectional; ' +
  'cuDNN and ONNX (sequence_lens): zeros; PyTorch: pack_padded_sequence';

const make = (
  [variant, variantZh]: readonly [en: string, zh: string],
  [words, zh]: readonly [en: string, zh: string],
  apply: (at: Situation) => Situation | undefined,
): Reading => ({
  id: 'masking',
  label: told(`masking: ${variant}`, `掩码：${variantZh}`),
  details: { variant },
  sentence: (who) => `${who} ${words}.`,
  source,
  repair:
    'Give both sides the same mask: a Masking layer or mask_zero=True in Keras, layer.trace(X, { mask }) here, and compare the steps that count alone.',
  zh: {
    sentence: (who) => `${who}${zh}。`,
    repair:
      '请给两边同样的掩码：Keras 中用 Masking 层或 mask_zero=True，这里用 layer.trace(X, { mask })，并且只比较有效的时间步。',
  },
  apply,
});

/** Other ways to treat steps of padding. */
export const masking: ReadingFamily = ({ situation, target }) => {
  const { mask } = situation.input;
  if (mask?.includes(0)) {
    return [
      make(
        ['ignored', '被忽略'],
        [
          'runs through steps of padding as if they were data, where this layer skips them',
          '把填充的时间步当作数据来计算，而这一层会跳过它们',
        ],
        (at) => ({
          ...at,
          input: { data: at.input.data, shape: at.input.shape },
        }),
      ),
      make(
        ['zeros or repeats', '零或重复'],
        [
          'skips the steps of padding too, but gives another output there: zeros, or the last output once more',
          '也跳过填充的时间步，但在那里给出另一种输出：零，或再给一次最后的输出',
        ],
        (at) => ({
          ...at,
          setup: { ...at.setup, zeroOutputForMask: !at.setup.zeroOutputForMask },
        }),
      ),
    ];
  }
  const padding = paddingOf(situation);
  if (!padding) return lengthsSeen(situation, target);
  // The state itself is kept at a skipped step; zeros are a rule for what the layer gives out.
  const { series, setup } = situation;
  const single = series === 'h' && setup.directions.length === 1 && setup.returnSequences;
  const rules = series === 'output' || single ? [false, true] : [false];
  return rules.map((zeroOutputForMask) =>
    make(
      zeroOutputForMask
        ? ['zero steps skipped, zeros given', '跳过全零的步，给出零']
        : ['zero steps skipped', '跳过全零的步'],
      [
        `takes the steps whose input is all zeros for padding: it skips them, and ${zeroOutputForMask ? 'gives zeros' : 'repeats its output'} there`,
        `把输入全为零的时间步当作填充：跳过它们，并在那里${zeroOutputForMask ? '给出零' : '重复它的输出'}`,
      ],
      (at) => ({
        ...at,
        series: zeroOutputForMask ? 'output' : at.series,
        input: { ...at.input, mask: padding },
        setup: { ...at.setup, zeroOutputForMask },
      }),
    ),
  );
};

/** Lengths as the array itself tells them: zeros to its end, or one row again and again. */
function lengthsSeen(situation: Situation, target: Float64Array | undefined): Reading[] {
  const { series, setup, part, input } = situation;
  const steps = stepsOf(situation);
  const plain = series === 'output' || (series === 'h' && setup.directions.length === 1);
  if (!target || !plain || part || !setup.returnSequences || input.mask) return [];
  const units = target.length / steps;
  const row = (t: number) => target.subarray(t * units, (t + 1) * units);
  const from = (isPadding: (t: number) => boolean) => {
    let length = steps;
    while (length > 0 && isPadding(length - 1)) length--;
    return length;
  };
  const zeros = from((t) => row(t).every((x) => x === 0));
  const repeated = from((t) => t > 0 && row(t).every((x, k) => x === row(t - 1)[k]));
  const skipping = (length: number, zeroOutputForMask: boolean) =>
    make(
      [
        `only ${length} steps, ${zeroOutputForMask ? 'zeros' : 'the last output'} after them`,
        `只有 ${length} 步，其后为${zeroOutputForMask ? '零' : '最后的输出'}`,
      ],
      [
        `leaves out all steps from step ${length} on, as packed sequences and masks do, and gives ${zeroOutputForMask ? 'zeros' : 'its last output again'} there; this layer runs through all ${steps}`,
        `略去第 ${length} 步起的所有时间步（打包序列和掩码就是这样），并在那里${zeroOutputForMask ? '给出零' : '再次给出最后的输出'}；这一层算完全部 ${steps} 步`,
      ],
      (at) => ({
        ...at,
        series: 'output',
        input: {
          ...at.input,
          mask: Uint8Array.from({ length: steps }, (_, t) => Number(t < length)),
        },
        setup: { ...at.setup, zeroOutputForMask },
      }),
    );
  return [
    ...(zeros > 0 && zeros < steps ? [skipping(zeros, true)] : []),
    ...(repeated > 0 && repeated < steps ? [skipping(repeated, false)] : []),
  ];
}

/** Which steps are not all zeros; undefined when all or none are. */
function paddingOf(situation: Situation): Uint8Array | undefined {
  const [steps, { data }] = [stepsOf(situation), situation.input];
  const width = data.length / steps;
  const mask = Uint8Array.from({ length: steps }, (_, t) =>
    data.subarray(t * width, (t + 1) * width).some((x) => x !== 0) ? 1 : 0,
  );
  const kept = mask.filter(Boolean).length;
  return kept === 0 || kept === steps ? undefined : mask;
}
