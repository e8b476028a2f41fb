import type { ReadingFamily } from './reading.js';
import { told } from '../../words.js';

/** Another series of the same layer: the cell state c in the place of h, a gate, the other direction. */
export const otherSeries: ReadingFamily = ({ situation }) => {
  const { setup, series } = situation;
  if (series === 'output') return [];
  const names = setup.directions.flatMap((direction, k) =>
    Object.keys(direction.cellFor(situation.input.shape.slice(2)).series).map(
      (name) => setup.prefixes[k]! + name,
    ),
  );
  return names
    .filter((name) => name !== series)
    .map((name) => ({
      id: 'other-series',
      label: told(`series ${name}`, `序列 ${name}`),
      details: { series: name, insteadOf: series },
      sentence: (who) => `${who} holds ${name}, another of the layer's series, not ${series}.`,
      source:
        'Keras: an LSTM with return_state=True returns [output, h, c]; PyTorch: output, (h_n, c_n); ONNX: Y, Y_h, Y_c',
      repair: `Compare ${series} with ${series}: trace.${series} here, and the part of what the framework returns that holds it.`,
      zh: {
        sentence: (who) => `${who}是该层的另一个序列 ${name}，不是 ${series}。`,
        repair: `请用 ${series} 与 ${series} 比较：这里是 trace.${series}，框架返回值中取含有它的那一部分。`,
      },
      apply: (at) => ({ ...at, series: name }),
      alone: true,
    }));
};
