import type { Batch } from '../../../trace/batch.js';
import type { StatesByName } from '../../../trace/run-recurrent.js';
import type { Work } from '../../../work.js';
import { stateAfter } from '../in-turns.js';
import { sampleIn } from './batch-samples.js';
import type { Situation } from '../situation.js';
import type { Reading, ReadingFamily } from './reading.js';
import { inPieces } from './reading.js';
import { told } from '../../words.js';

/** Steps that a chain of earlier samples may take to compute; more is not tried. */
const longestChain = 200_000;
/** Where more of the samples before change the state by less than this, none of those before them do. */
const forgotten = 1e-13;

/** A state that was not reset after the sample before, or after all samples before. */
export const leakedState: ReadingFamily = ({ neighbours }) => {
  if (!neighbours || neighbours.sample === 0) return [];
  const { inputs, sample, offset } = neighbours;
  const make = (from: number): Reading => ({
    id: 'leaked-state',
    label:
      from === sample - 1
        ? told('state of the sample before', '前一个样本的状态')
        : told('state of all samples before', '之前所有样本的状态'),
    details: { from: from + offset, to: sample - 1 + offset },
    sentence: (who) =>
      `${who} starts from the state that ${from === sample - 1 ? `sample ${from + offset}` : `samples ${from + offset} to ${sample - 1 + offset}`} left behind, ` +
      'instead of from zeros: nobody reset h and c between two samples.',
    source:
      'Keras: every sample starts from zeros unless stateful=True; PyTorch: unless (h_0, c_0) is handed on; ONNX: unless initial_h is given',
    repair:
      'Set h and c to zeros before each sample: h = c = np.zeros(units); in Keras stateful=False, or reset_states() before each.',
    zh: {
      sentence: (who) =>
        `${who}不是从零开始，而是从${from === sample - 1 ? `样本 ${from + offset}` : `样本 ${from + offset} 至 ${sample - 1 + offset}`} 留下的状态开始：两个样本之间没有重置 h 和 c。`,
      repair:
        '请在每个样本之前把 h 和 c 置零：h = c = np.zeros(units)；Keras 中用 stateful=False，或每次先 reset_states()。',
    },
    ...inPieces(function* (at) {
      const initialState = yield* from === sample - 1
        ? stateAfterSamples(at, inputs, [from, sample])
        : stateAfterAll(at, inputs, sample);
      return initialState && { ...at, initialState };
    }),
    alone: from !== sample - 1,
    costly: from !== sample - 1,
  });
  const chain = sample * inputs.shape[1]! <= longestChain && sample > 1 ? [make(0)] : [];
  return [make(sample - 1), ...chain];
};

function* stateAfterSamples(
  { setup, initialState }: Situation,
  inputs: Batch,
  [from, to]: readonly [number, number],
): Work<StatesByName> {
  let state: StatesByName = initialState ?? {};
  for (let n = from; n < to; n++) {
    state = yield* stateAfter(setup, sampleIn(inputs, n), state);
  }
  return state;
}

/**
 * The state after all samples before. Most networks forget: going back twice as far again and again, the state stops to change long
 * before the first sample. Undefined where it is that of the last sample alone, which is another reading.
 */
function* stateAfterAll(
  at: Situation,
  inputs: Batch,
  sample: number,
): Work<StatesByName | undefined> {
  let last = yield* stateAfterSamples(at, inputs, [sample - 1, sample]);
  for (let back = 2; ; back *= 2) {
    const state = yield* stateAfterSamples(at, inputs, [Math.max(0, sample - back), sample]);
    const same = Object.keys(state).every((name) =>
      state[name]!.every((x, k) => Math.abs(x - last[name]![k]!) <= forgotten),
    );
    if (same) return back === 2 ? undefined : state;
    if (back >= sample) return state;
    last = state;
  }
}

/** The row of another sample. */
export const otherSamples: ReadingFamily = ({ neighbours }) => {
  if (!neighbours) return [];
  const { inputs, sample, offset } = neighbours;
  return Array.from({ length: inputs.shape[0]! }, (_, n) => n)
    .filter((n) => n !== sample)
    .map((n) => ({
      id: 'sample-index',
      label: told(`sample ${n + offset}`, `样本 ${n + offset}`),
      details: { sample: n + offset, insteadOf: sample + offset },
      sentence: (who) =>
        `${who} belongs to sample ${n + offset}, not to sample ${sample + offset}: it is another row of the file.`,
      source:
        'nothing that a framework defines: indices that count from 1, data that was shuffled, rows that were dropped before predict',
      repair: `Compare it with layer.trace(X.pick(${n + offset})), or take row ${sample + offset} of it.`,
      zh: {
        sentence: (who) =>
          `${who}属于样本 ${n + offset}，不是样本 ${sample + offset}：它是文件的另一行。`,
        repair: `请与 layer.trace(X.pick(${n + offset})) 比较，或取它的第 ${sample + offset} 行。`,
      },
      apply: (at) => ({ ...at, input: sampleIn(inputs, n) }),
      alone: Math.abs(n - sample) > 1,
    }));
};
