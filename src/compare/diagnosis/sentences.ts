// The sentences of verdicts about a known network: what was seen, what it means, what to do.
import { shortNumber } from '../short-number.js';
import type { Cause, Told, VerdictWords } from '../verdict-types.js';
import { agreed, nothing, told } from '../words.js';
import type { JudgedSides, Suspects } from './judge-sides.js';
import { looksLikeOtherNetwork } from './other-network.js';
import type { SearchResult } from './search.js';
import type { SituationBand } from './situation-band.js';
import { lostAt } from './undecided.js';
import { smallest } from '../../lists/extremes.js';

/** An array that is outside its band, and where it leaves it. */
export interface Outside {
  /** The array, steps × units. */
  readonly target: Float64Array;
  /** Exact values and the band that it leaves. */
  readonly band: SituationBand;
  /** The first cell outside, counted through steps × units. */
  readonly firstOutside: number;
}

/** What is said of an error that stays inside the band. */
export function roundingWords(
  { units }: Suspects,
  { band: { width }, half, side, share, judgement }: JudgedSides,
): VerdictWords {
  const percent = Math.ceil(share * 100);
  const [used, usedZh] =
    share < 0.01 ? ['under 1 %', '不到 1 %'] : [`at most ${percent} %`, `至多 ${percent} %`];
  const precision = half?.name ?? 'float32';
  const [en, zh] = [
    [
      `The error stays inside the band that ${precision} rounding allows for this network and input (it uses ${used} of it).`,
    ],
    [`误差没有超出 ${precision} 舍入对该网络和输入所允许的范围（用了其中的${usedZh}）。`],
  ];
  if (half) {
    const [whose, whoseZh] = side === 'ours' ? ['our array', '我们的数组'] : ['the reference', '参考值']; // prettier-ignore
    en.push(`Every number of ${whose} is a ${precision}: it was computed or stored in half precision.`); // prettier-ignore
    zh.push(`${whoseZh}的每个数都是 ${precision}：它是用半精度计算或保存的。`);
  }
  if (judgement.judged < width.length) {
    const step = lostAt(width, units);
    en.push(`From step ${step} on the network amplifies rounding so much that nothing can be said.`); // prettier-ignore
    zh.push(`从第 ${step} 步起，该网络把舍入放大到无法判断的程度。`);
  }
  return {
    seen: told(en.join(' '), zh.join('')),
    ...agreed,
  };
}

/** Where an error leaves the band first. */
export function outsideOf({ units }: Suspects, { target, band, firstOutside }: Outside): Told {
  const [step, unit] = [Math.floor(firstOutside / units), firstOutside % units];
  const exact = band.values[firstOutside]!;
  const value = target[firstOutside]!;
  if (!Number.isFinite(value)) {
    const odd = target.filter((x) => !Number.isFinite(x)).length;
    const right = shortNumber(exact);
    return told(
      `There is ${value} at step ${step}, unit ${unit} (${odd} of ${target.length} cells are no finite numbers), where this layer gives ${right}.`,
      `第 ${step} 步单元 ${unit} 处是 ${value}（${target.length} 个值中有 ${odd} 个不是有限数），而这一层给出 ${right}。`,
    );
  }
  const [error, width] = [shortNumber(Math.abs(value - exact)), shortNumber(band.width[firstOutside]!)]; // prettier-ignore
  return told(
    `The error leaves the rounding band first at step ${step}, unit ${unit} (${error}, where rounding allows ${width}).`,
    `误差最先在第 ${step} 步单元 ${unit} 处超出舍入范围（${error}，而舍入只允许 ${width}）。`,
  );
}

/** What is said of an error that a reading explains. The cause's repair says what to do. */
export function conventionWords(
  cause: Cause,
  { explanations }: SearchResult,
  seen: Told,
): VerdictWords {
  const left = shortNumber(smallest(explanations.map(({ maxAbs }) => maxAbs)));
  return {
    seen,
    means: told(
      `${cause.sentence} Read that way, the error falls to ${left}, inside the rounding band.`,
      `${cause.zh.sentence}这样读，误差降到 ${left}，在舍入范围之内。`,
    ),
    todo: nothing,
  };
}

/** What is said of an error that no reading explains. */
export function unexplainedWords(
  suspects: Suspects,
  { found, ...outside }: Outside & { readonly found: SearchResult },
): VerdictWords {
  const { target, band, firstOutside } = outside;
  const seen = outsideOf(suspects, outside);
  const none = told(
    `None of ${found.tried} other readings brings it back.`,
    `试过的 ${found.tried} 种别的读法都不能解释它。`,
  );
  const both = (a: Told, b: Told) => told(`${a.en} ${b.en}`, a.zh + b.zh);
  if (!Number.isFinite(target[firstOutside]!)) {
    return {
      seen: both(seen, none),
      means: told('Something broke where the numbers were made.', '数值在生成时出了问题。'),
      todo: told(
        'Look for a division by zero, an overflow, or rows that were never filled.',
        '请查找除以零、溢出，或从未填写的行。',
      ),
    };
  }
  if (agreeAlone(suspects, outside))
    return { ...changedSince, seen: both(both(seen, none), changedSince.seen) };
  if (looksLikeOtherNetwork(target, band, suspects.units)) {
    return {
      seen: both(
        seen,
        told(
          `${none.en} It is as large from the first step on, while means and spreads of the two are alike.`,
          `${none.zh}误差从第一步起就一样大，而两边的均值和离散程度相近。`,
        ),
      ),
      means: told(
        'It looks like another network of this shape (another checkpoint, another training).',
        '这看起来是同样形状的另一个网络（另一个检查点，另一次训练）。',
      ),
      todo: told(
        'Compare with the checkpoint that made the reference; whatChanged(a, b) tells what moved between two models.',
        '请与生成参考值的那个检查点比较；whatChanged(a, b) 会说明两个模型之间哪些地方变了。',
      ),
    };
  }
  return {
    seen: both(seen, none),
    means: told(
      'It is neither rounding nor a convention that is known here.',
      '它既不是舍入，也不是这里已知的任何约定。',
    ),
    todo: suspects.context.neighbours
      ? told(
          'Look at the first step where they part: at its input, and at what the program does there.',
          '请查看两边最先分开的那一步：它的输入，以及程序在那里做了什么。',
        )
      : told(
          'Other samples were not looked at: give { inputs, sample } to let them be.',
          '没有查看别的样本：给出 { inputs, sample } 即可一并查看。',
        ),
  };
}

/** What is said where the two sides agree with each other alone. */
const changedSince: VerdictWords = {
  seen: told(
    'But the two arrays agree with each other within rounding.',
    '但两个数组彼此相符，差别只是舍入。',
  ),
  means: told(
    'So what they are compared by is another: the input, the weights or the numbers were changed after the trace was made, or they belong to something else.',
    '所以变了的是比较的依据：输入、权重或数值在得到轨迹之后被改过，或者它们属于别的东西。',
  ),
  todo: told(
    'Make the trace anew from the input and the weights that are meant.',
    '请用正确的输入和权重重新得到轨迹。',
  ),
};

/** Whether both sides agree with each other, though neither does with the layer. */
function agreeAlone({ ours, reference }: Suspects, { band, firstOutside: k }: Outside): boolean {
  const { values, width } = band;
  if (Math.abs(ours[k]! - values[k]!) <= width[k]!) return false;
  if (Math.abs(reference[k]! - values[k]!) <= width[k]!) return false;
  return ours.every((x, at) => Math.abs(x - reference[at]!) <= 2 * width[at]!);
}
