import type { Situation } from '../situation.js';
import { stepsOf } from '../situation.js';
import type { Reading, ReadingFamily } from './reading.js';

const source =
  'Keras (rnn.py): a masked step keeps the state and repeats the last output, or gives zeros with zero_output_for_mask and inside Bidirectional; ' +
  'cuDNN and ONNX (sequence_lens): zeros; PyTorch: pack_padded_sequence';

const make = (
  variant: string,
  words: string,
  apply: (at: Situation) => Situation | undefined,
): Reading => ({
  id: 'masking',
  label: `masking: ${variant}`,
  details: { variant },
  sentence: (who) => `${who} ${words}.`,
  source,
  repair:
    'Give both sides the same mask: a Masking layer or mask_zero=True in Keras, layer.trace(X, { mask }) here, and compare the steps that count alone.',
  apply,
});

/** Other ways to treat steps of padding. */
export const masking: ReadingFamily = ({ situation }) => {
  const { mask } = situation.input;
  if (mask?.includes(0)) {
    return [
      make(
        'ignored',
        'runs through steps of padding as if they were data, where this layer skips them',
        (at) => ({
          ...at,
          input: { data: at.input.data, shape: at.input.shape },
        }),
      ),
      make(
        'zeros or repeats',
        'skips the steps of padding too, but gives another output there: zeros, or the last output once more',
        (at) => ({
          ...at,
          setup: { ...at.setup, zeroOutputForMask: !at.setup.zeroOutputForMask },
        }),
      ),
    ];
  }
  const padding = paddingOf(situation);
  if (!padding) return [];
  // The state itself is kept at a skipped step; zeros are a rule for what the layer gives out.
  const { series, setup } = situation;
  const single = series === 'h' && setup.directions.length === 1 && setup.returnSequences;
  const rules = series === 'output' || single ? [false, true] : [false];
  return rules.map((zeroOutputForMask) =>
    make(
      zeroOutputForMask ? 'zero steps skipped, zeros given' : 'zero steps skipped',
      `takes the steps whose input is all zeros for padding: it skips them, and ${zeroOutputForMask ? 'gives zeros' : 'repeats its output'} there`,
      (at) => ({
        ...at,
        series: zeroOutputForMask ? 'output' : at.series,
        input: { ...at.input, mask: padding },
        setup: { ...at.setup, zeroOutputForMask },
      }),
    ),
  );
};

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
