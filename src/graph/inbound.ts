import { BadFileError } from '../errors.js';
import type { LayerSpec } from '../model/model-file.js';

/** One arrow of the graph: from which layer, and which of its outputs. */
export interface Inbound {
  /** The name of the layer, or of one of its calls. */
  readonly layer: string;
  /** Which of its outputs, from 0. */
  readonly output: number;
}

/** Every call of every layer, by its name in the graph: `name`, and `name#1`, `name#2`… where there are several. */
export function callNames({ name, calls }: LayerSpec): string[] {
  return [name, ...(calls ?? []).map((_, k) => `${name}#${k + 1}`)];
}

/**
 * Where every call takes its input from; a layer of several calls has its first one's also under its own name.
 * `name:2` stands for the third output of `name` (the cell state of an LSTM with `return_state`). A Sequential model that
 * names no arrows is a chain.
 * @throws BadFileError for an arrow from a layer that is not there.
 */
export function inboundOf(
  specs: readonly LayerSpec[],
  chained: boolean,
): ReadonlyMap<string, readonly Inbound[]> {
  const byCall = new Map(specs.flatMap((spec) => callNames(spec).map((call) => [call, spec])));
  const isChain = chained && specs.every(({ inbound }) => inbound.length === 0);
  const arrowsOf = (spec: LayerSpec, before: readonly string[]) =>
    before.map((entry) => parseOutput(entry, byCall, `Layer "${spec.name}"`));
  return new Map(
    specs.flatMap((spec, index) => {
      const first = isChain && index > 0 ? [specs[index - 1]!.name] : spec.inbound;
      const calls = [first, ...(spec.calls ?? [])];
      return callNames(spec).map((call, k) => [call, arrowsOf(spec, calls[k]!)] as const);
    }),
  );
}

/**
 * Reads `name` or `name:1`.
 * @throws BadFileError for a layer that is not there.
 */
export function parseOutput(
  entry: string,
  known: ReadonlyMap<string, unknown>,
  taker: string,
): Inbound {
  if (known.has(entry)) return { layer: entry, output: 0 };
  const [, layer = '', output = ''] = /^(.*):(\d+)$/.exec(entry) ?? [];
  if (known.has(layer)) return { layer, output: Number(output) };
  throw new BadFileError(`${taker} takes its input from "${entry}", which is not in the model`);
}
