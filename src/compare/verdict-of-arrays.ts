import type { Measures } from './measures.js';
import type { Diagnosis, VerdictWords } from './verdict-types.js';
import { agreed, tell, told } from './words.js';

/** What can be said of two arrays when the network behind them is not known. */
export function withoutNetwork(measures: Measures): Diagnosis {
  return alike(measures) ?? undecided(unknownNetwork);
}

/** What can be said of a network whose numbers go through eight bits: the least rounding may move one of them by a whole step. */
export function throughEightBits(measures: Measures): Diagnosis {
  return alike(measures) ?? undecided(eightBits);
}

function alike({ maxAbs, maxUlp, mismatched, nan, infinite }: Measures): Diagnosis | undefined {
  if (mismatched > 0 || (maxAbs !== 0 && maxUlp > 1)) return undefined;
  if (nan + infinite > 0) return undecided(notFinite);
  return {
    verdict: 'rounding',
    ...tell({
      seen: told(
        'The two arrays are equal to the last bit of float32.',
        '两个数组在 float32 的最后一位上都相同。',
      ),
      ...agreed,
    }),
    candidates: [],
  };
}

const undecided = (words: VerdictWords): Diagnosis => ({
  verdict: 'undecided',
  ...tell(words),
  candidates: [],
});

const notFinite: VerdictWords = {
  seen: told(
    'The two arrays are equal, but some of their numbers are NaN or infinite.',
    '两个数组相同，但其中有些数是 NaN 或无穷大。',
  ),
  means: told(
    'Two that are broken alike are not right for that.',
    '两边同样地坏掉，并不说明它们是对的。',
  ),
  todo: told('Compare finite numbers alone.', '请只比较有限的数。'),
};

const unknownNetwork: VerdictWords = {
  seen: told(
    'Nothing is known of the network behind these arrays.',
    '不知道这些数组背后是什么网络。',
  ),
  means: told('So no rounding band can be drawn.', '所以无法得出舍入范围。'),
  todo: told(
    'Give compare a series of a trace, or the options { layer, input }.',
    '请把轨迹的一个序列交给 compare，或给出选项 { layer, input }。',
  ),
};

const eightBits: VerdictWords = {
  seen: told(
    'This layer lays its input and its states on eight bits at every step.',
    '这一层在每一步都把输入和状态压到八位。',
  ),
  means: told(
    'The least rounding may move a number by one of 255 steps, so no rounding band can be drawn.',
    '最小的舍入也可能让一个数移动 255 级中的一级，所以无法得出舍入范围。',
  ),
  todo: told(
    'Look at the largest errors, or compare the model before it was quantised.',
    '请查看最大的误差，或比较量化之前的模型。',
  ),
};
