import type { ReadingFamily } from './reading.js';
import { told } from '../../words.js';

/** Nothing held, where our run held gates or states or silenced units. */
export const nothingHeld: ReadingFamily = ({ free }) =>
  free
    ? [
        {
          id: 'held-gates',
          label: told('nothing held', '不固定任何量'),
          details: {},
          sentence: (who) =>
            `${who} is what the layer computes with nothing held, where our trace was made with { clamp } or { ablate }.`,
          source: 'gatelab: clamp and ablate change one run; no framework knows of them',
          repair:
            'Compare layer.trace(X) without clamp and ablate, or hold the same gates where the reference is made.',
          zh: {
            sentence: (who) =>
              `${who}是该层不固定任何量时的计算结果，而我们的轨迹是用 { clamp } 或 { ablate } 得到的。`,
            repair: '请比较不带 clamp 和 ablate 的 layer.trace(X)，或在生成参考值时固定同样的门。',
          },
          apply: free,
        },
      ]
    : [];
