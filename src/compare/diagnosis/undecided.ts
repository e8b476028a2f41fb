import { shortNumber } from '../short-number.js';
import type { GateViews } from '../../weights/gate-views.js';
import { toStorage } from '../../ndarray/make.js';
import type { Told, VerdictWords } from '../verdict-types.js';
import { told } from '../words.js';
import type { JudgedSides, Suspects } from './judge-sides.js';
import type { Situation } from './situation.js';
import { stepsOf } from './situation.js';

/** Why nothing can be said of an error, and what to do about it. */
export function undecidedWords(suspects: Suspects, { band, unknown }: JudgedSides): VerdictWords {
  const { ours, reference, units, context } = suspects;
  const [step, unit] = [Math.floor(unknown! / units), unknown! % units];
  const exact = band.values[unknown!]!;
  const [place, placeZh] = [`at step ${step}, unit ${unit}`, `第 ${step} 步单元 ${unit} `];
  const theirs = shortNumber(reference[unknown!]!);
  if (!Number.isFinite(exact)) {
    const { seen, todo } = sourceOf(context.situation) ?? grown;
    return {
      seen: told(
        `What this layer computes is ${exact} first ${place}, ${seen.en}; the reference is ${theirs} there.`,
        `这一层的计算结果最先在${placeZh}处变成 ${exact}，${seen.zh}；参考值在那里是 ${theirs}。`,
      ),
      means: told('From there on there is nothing to compare.', '从那里起没有可比较的内容。'),
      todo,
    };
  }
  if (!Number.isFinite(ours[unknown!]!)) {
    const right = shortNumber(exact);
    return {
      seen: told(
        `Our array is ${ours[unknown!]} first ${place}, where this layer gives ${right} and the reference is ${theirs}.`,
        `我们的数组最先在${placeZh}处变成 ${ours[unknown!]}，而这一层给出 ${right}，参考值是 ${theirs}。`,
      ),
      means: told(
        'So the fault is in how our array came about, and says nothing of the reference.',
        '所以问题出在我们的数组是怎么来的，不能说明参考值的对错。',
      ),
      todo: told(
        'Look for an overflow of float32 or a division by zero, or compare the layer’s own trace.',
        '请查找 float32 溢出或除以零，或比较该层自己的轨迹。',
      ),
    };
  }
  const error = shortNumber(
    Math.max(Math.abs(ours[unknown!]! - exact), Math.abs(reference[unknown!]! - exact)),
  );
  const everywhere = !band.width.some(Number.isFinite);
  const from = lostAt(band.width, units);
  return {
    seen: told(
      `${everywhere ? 'At all steps' : `From step ${from} on`} this network amplifies rounding until the band is infinite, and ${place} the error is ${error}, ` +
        'more than rounding is seen to make where it can be judged.',
      `${everywhere ? '在所有时间步' : `从第 ${from} 步起`}，该网络把舍入放大到范围无限大，而${placeZh}处的误差是 ${error}，比能判断之处所见的舍入更大。`,
    ),
    means: told(
      'It may be rounding, or a fault; nothing tells which.',
      '它可能是舍入，也可能是错误；无从分辨。',
    ),
    todo: everywhere
      ? told(
          'Compare another sample, or a reference in float64.',
          '请比较另一个样本，或 float64 的参考值。',
        )
      : told(
          'Compare fewer steps, or a reference in float64.',
          '请比较较少的时间步，或 float64 的参考值。',
        ),
  };
}

/** The first step of which the band says nothing. */
export function lostAt(width: Float64Array, units: number): number {
  return Math.floor(width.findIndex((w) => !Number.isFinite(w)) / units);
}

/** Where numbers that are not finite come from, and what to do about them. */
interface Source {
  readonly seen: Told;
  readonly todo: Told;
}

const grown: Source = {
  seen: told(
    'because its numbers grow beyond what can be held',
    '因为它的数值增长到无法表示的程度',
  ),
  todo: told('Compare the steps before.', '请比较之前的时间步。'),
};

/** The first number that is not finite in what the layer was given: its input, its first states, its weights. */
function sourceOf(situation: Situation): Source | undefined {
  const { input, initialState = {}, setup } = situation;
  const features = input.data.length / stepsOf(situation);
  const at = input.data.findIndex(
    (x, k) => !Number.isFinite(x) && input.mask?.[Math.floor(k / features)] !== 0,
  );
  if (at >= 0) {
    const [value, step, feature] = [input.data[at], Math.floor(at / features), at % features];
    return {
      seen: told(
        `because its input is ${value} at step ${step}, feature ${feature}`,
        `因为它的输入在第 ${step} 步特征 ${feature} 处是 ${value}`,
      ),
      todo: told(
        'Mend the input, or mask these steps on both sides.',
        '请修正输入，或在两边都把这些时间步掩掉。',
      ),
    };
  }
  for (const [name, values] of Object.entries(initialState)) {
    const k = values.findIndex((x) => !Number.isFinite(x));
    if (k >= 0) {
      return {
        seen: told(
          `because its initial state ${name} is ${values[k]} in unit ${k}`,
          `因为它的初始状态 ${name} 在单元 ${k} 处是 ${values[k]}`,
        ),
        todo: told('Give finite states to start from.', '请给出有限的初始状态。'),
      };
    }
  }
  for (const { weights } of setup.directions) {
    for (const { W, U, b } of weights) {
      const found = [W, U, b].map(badGate).findIndex((gate) => gate !== undefined);
      if (found < 0) continue;
      const name = `${['W', 'U', 'b'][found]}.${badGate([W, U, b][found]!)}`;
      return {
        seen: told(
          `because its weights ${name} are not all finite`,
          `因为它的权重 ${name} 不全是有限数`,
        ),
        todo: told(
          'Training may have diverged: use an earlier checkpoint.',
          '训练可能已发散：请用更早的检查点。',
        ),
      };
    }
  }
  return undefined;
}

const badGate = (views: GateViews) =>
  views.names.find((name) =>
    toStorage(views.get(name), 'float64').some((x) => !Number.isFinite(x)),
  );
