import type { Situation } from '../situation.js';
import { flippedRows } from '../probe.js';
import { stepsOf } from '../situation.js';
import type { Reading, ReadingFamily } from './reading.js';
import { withInput } from './reading.js';

const source =
  'Keras: go_backwards gives its output in the order of processing; the backward half of Bidirectional is turned back; ' +
  'PyTorch and ONNX: in the order of the input';

function reversedInput(at: Situation): Situation {
  const units = at.input.data.length / stepsOf(at);
  const { values } = flippedRows({ values: Float64Array.from(at.input.data), units });
  const mask = at.input.mask?.toReversed();
  const reversed = withInput(at, values);
  return mask ? { ...reversed, input: { ...reversed.input, mask } } : reversed;
}

const flip = (at: Situation): Situation => ({ ...at, flipped: !at.flipped });

/** Sequences read or written from their end. */
export const reversedTime: ReadingFamily = ({ situation }) => {
  if (stepsOf(situation) < 2) return [];
  const make = (
    variant: string,
    words: string,
    apply: (at: Situation) => Situation | undefined,
  ): Reading => ({
    id: 'time-reversed',
    label: `time reversed: ${variant}`,
    details: { variant },
    sentence: (who) => `${who} ${words}.`,
    source,
    repair:
      'Reverse the time axis of the input or of the result once ([::-1] along time), or correct go_backwards.',
    apply,
  });
  const whole = [
    make(
      'input',
      'reads the sequence from its last step to its first, and keeps its results in that order',
      reversedInput,
    ),
    make('input and output', 'reads the sequence from its last step to its first', (at) =>
      flip(reversedInput(at)),
    ),
    make('output', 'holds the results in the opposite order of time', flip),
  ];
  const { directions } = situation.setup;
  if (directions.length < 2 || situation.series !== 'output') return whole;
  return [
    ...whole,
    make('backward half', 'leaves the backward half in the order of processing', (at) => ({
      ...at,
      setup: {
        ...at.setup,
        directions: at.setup.directions.map((d) => (d.backwards ? { ...d, inputOrder: false } : d)),
      },
    })),
  ];
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
    label: `one step ${by > 0 ? 'later' : 'earlier'}`,
    details: { steps: by },
    sentence: (who) => `${who} is one time step ${by > 0 ? 'late' : 'early'}.`,
    source:
      'a state list that begins with the initial state, or a slice that leaves the first step out',
    repair: by > 0 ? 'Drop the initial state from the list of states.' : 'Keep the first step.',
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
      label: 'weights of the directions exchanged',
      details: {},
      sentence: (who) =>
        `${who} uses the forward weights backwards and the backward weights forwards.`,
      source: 'Keras, PyTorch, ONNX: forward weights first',
      repair: 'Exchange the weights of the two directions.',
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
      label: `directions joined by ${mode}`,
      details: { mergeMode: mode, insteadOf: own },
      sentence: (who) => `${who} joins the two directions by ${mode}, this layer by ${own}.`,
      source: 'Keras: the argument merge_mode of Bidirectional',
      repair: `Set merge_mode="${own}".`,
      apply: (at) => ({ ...at, setup: { ...at.setup, merge: mode } }),
    }));
};
