import type { Work } from '../../../work.js';
import { stateAfter } from '../in-turns.js';
import type { Situation } from '../situation.js';
import type { ReadingFamily } from './reading.js';
import { inPieces } from './reading.js';
import { told } from '../../words.js';

/** The layer in the state that so many calls on the same rows leave. */
function* afterCalls(at: Situation, calls: number): Work<Situation> {
  let { initialState = {} } = at;
  for (let k = 0; k < calls; k++)
    initialState = yield* stateAfter(at.setup, at.input, initialState);
  return { ...at, initialState };
}

/** A state that an earlier call on the same rows left. */
export const earlierCall: ReadingFamily = () =>
  [1, 2].map((calls) => ({
    id: 'earlier-call',
    label: told(
      `state of ${calls} earlier ${calls === 1 ? 'call' : 'calls'}`,
      `前 ${calls} 次调用留下的状态`,
    ),
    details: { calls },
    sentence: (who) =>
      `${who} starts from the states that ${calls === 1 ? 'an earlier call' : 'two earlier calls'} on the same rows left, instead of from the beginning: it is what the ${calls === 1 ? 'second' : 'third'} call returns.`,
    source:
      'Keras: stateful=True keeps the states from one predict to the next, until reset_states(); PyTorch: only where (h_0, c_0) is handed on',
    repair:
      'Reset the states before the call that makes the reference: layer.reset_states() in Keras, module(x) without (h, c) in PyTorch; or go on here with { initialState: before.finalState }.',
    zh: {
      sentence: (who) =>
        `${who}不是从初始状态开始，而是从对同样的行${calls === 1 ? '前一次调用' : '前两次调用'}留下的状态开始：它是第 ${calls + 1} 次调用返回的结果。`,
      repair:
        '生成参考值之前先重置状态：Keras 中 layer.reset_states()，PyTorch 中调用 module(x) 时不传 (h, c)；或在这里用 { initialState: before.finalState } 接着算。',
    },
    ...inPieces((at) => afterCalls(at, calls)),
    alone: calls > 1,
  }));
