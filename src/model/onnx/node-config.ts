import type { OnnxNode } from './schema.js';

/** W, R, B and the LSTM's P; the other inputs are lengths and states. */
export const weightInputs: readonly number[] = [1, 2, 3, 7];

/** Recurrent operations, which have the same inputs at the same places; the last one of onnxruntime's own set has scales behind them. */
const recurrent: ReadonlySet<string> = new Set(['LSTM', 'GRU', 'RNN', 'DynamicQuantizeLSTM']);
const names = ['X', 'W', 'R', 'B', 'sequence_lens', 'initial_h', 'initial_c', 'P'];

/** The attributes that are numbers and texts, and which inputs of a recurrent node were given. */
export function configOf({ attributes, inputs, type }: OnnxNode): Record<string, unknown> {
  const plain = [...attributes].filter(
    ([, value]) => typeof value !== 'object' || Array.isArray(value),
  );
  const given = recurrent.has(type) ? names.filter((_, n) => inputs[n]) : undefined;
  return Object.fromEntries(given ? [...plain, ['inputs', given]] : plain);
}
