// `--sample N` and `--samples A:B`: which part of a batch a command works on.
import { textOption, UsageError, type Call, type Options } from './command.js';

/** A half-open range of samples. */
export interface SampleRange {
  /** The first sample. */
  readonly from: number;
  /** The sample behind the last one. */
  readonly to: number;
}

/** `--sample N` and `--samples A:B`. */
export const sampleOptions: Options = { sample: { type: 'string' }, samples: { type: 'string' } };

/**
 * Reads which samples are asked for; all of them when none is named.
 * @param name what to call the input in messages.
 * @throws UsageError for words that are no numbers, RangeError for samples that the input does not have.
 */
export function sampleRange(call: Call, count: number, name: string): SampleRange {
  const range = askedRange(call);
  if (range === undefined) return { from: 0, to: count };
  const { from = 0, to = count } = range;
  if (from >= count || to > count) {
    const wanted = to === from + 1 ? `sample ${from}` : `samples ${from}:${to}`;
    throw new RangeError(`${name} has no ${wanted}: its samples are 0 to ${count - 1}`);
  }
  if (from >= to) throw new RangeError(`--samples ${from}:${to} is empty`);
  return { from, to };
}

function askedRange(call: Call): { from?: number; to?: number } | undefined {
  const one = textOption(call, 'sample');
  const some = textOption(call, 'samples');
  if (one !== undefined && some !== undefined) {
    throw new UsageError('Give --sample or --samples, not both');
  }
  if (one !== undefined) {
    if (!/^\d+$/.test(one)) throw new UsageError(`--sample takes a number from 0, not "${one}"`);
    return { from: Number(one), to: Number(one) + 1 };
  }
  if (some === undefined) return undefined;
  const [, from = '', to = ''] = /^(\d*):(\d*)$/.exec(some) ?? [];
  if (!some.includes(':') || !/^\d*:\d*$/.test(some)) {
    throw new UsageError(`--samples takes A:B, not "${some}"`);
  }
  return { ...(from !== '' && { from: Number(from) }), ...(to !== '' && { to: Number(to) }) };
}
