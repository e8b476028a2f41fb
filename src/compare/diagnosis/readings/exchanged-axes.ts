import type { Situation } from '../situation.js';
import { widthOf } from './flattened-directions.js';
import type { ReadingFamily } from './reading.js';
import { told } from '../../words.js';

/** Steps that are run for one reading. */
const mostSteps = 20_000;

/** Samples read as steps and steps as samples. */
export const exchangedAxes: ReadingFamily = ({ situation, neighbours }) => {
  const { setup, input, part } = situation;
  if (!neighbours || part || !setup.returnSequences || input.shape.length !== 3) return [];
  const { inputs, sample } = neighbours;
  const [samples, steps, features] = inputs.shape as [number, number, number];
  if (samples * steps > mostSteps || samples < 2 || inputs.mask) return [];
  return [
    {
      id: 'axes-exchanged',
      label: told('samples and steps exchanged', '样本与时间步互换'),
      details: { samples, steps },
      sentence: (who) =>
        `${who} was computed with the axes of samples and time exchanged: the ${samples} samples were read as steps of one sequence, and the ${steps} steps as samples (batch_first was forgotten).`,
      source:
        'PyTorch (torch.nn.LSTM): time × samples × features unless batch_first=True; Keras and this layer: samples × time × features; ONNX: time first, unless layout=1',
      repair:
        'Give the module its input as it wants it: nn.LSTM(…, batch_first=True), or x.transpose(0, 1) before and after.',
      zh: {
        sentence: (who) =>
          `${who}计算时样本轴和时间轴互换了：${samples} 个样本被读成了一个序列的时间步，${steps} 个时间步被读成了样本（忘了 batch_first）。`,
        repair:
          '请按模块要求的方式给出输入：nn.LSTM(…, batch_first=True)，或在前后各做一次 x.transpose(0, 1)。',
      },
      apply: (at) => {
        const pieces = Array.from({ length: steps }, (_, t): Situation => {
          const data = new Float64Array(samples * features);
          for (let n = 0; n < samples; n++) {
            const from = (n * steps + t) * features;
            data.set(inputs.data.subarray(from, from + features), n * features);
          }
          return {
            ...at,
            initialState: {},
            input: { data, shape: [1, samples, features] },
            part: { steps: [sample] },
          };
        });
        const units = widthIn(at);
        return {
          ...at,
          mosaic: {
            pieces,
            length: steps * units,
            units,
            at: (k) => [Math.floor(k / units), k % units],
          },
        };
      },
      alone: true,
      costly: true,
    },
  ];
};

/** Width of the series that is compared. */
function widthIn(at: Situation): number {
  if (at.series === 'output') {
    return at.setup.merge === 'concat' ? widthOf(at) : widthOf(at) / at.setup.directions.length;
  }
  for (const [k, direction] of at.setup.directions.entries()) {
    const shape = direction.cellFor(at.input.shape.slice(2)).series[
      at.series.slice(at.setup.prefixes[k]!.length)
    ];
    if (shape && at.series.startsWith(at.setup.prefixes[k]!)) return shape[0]!;
  }
  return 0;
}
