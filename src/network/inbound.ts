import type { LayerSpec } from '../model/model-file.js';

/** One arrow of the graph: from which layer, and which of its outputs. */
export interface Inbound {
  readonly layer: string;
  readonly output: number;
}

/**
 * Where every layer takes its input from. `name:2` stands for the third output of `name` (the cell state of an LSTM with
 * `return_state`). A Sequential model that names no arrows is a chain.
 * @throws RangeError for an arrow from a layer that is not there.
 */
export function inboundOf(
  specs: readonly LayerSpec[],
  chained: boolean,
): ReadonlyMap<string, readonly Inbound[]> {
  const names = new Set(specs.map(({ name }) => name));
  const isChain = chained && specs.every(({ inbound }) => inbound.length === 0);
  return new Map(
    specs.map(({ name, inbound }, index) => {
      const before = isChain && index > 0 ? [specs[index - 1]!.name] : inbound;
      return [name, before.map((entry) => parseEntry(entry, names, name))];
    }),
  );
}

function parseEntry(entry: string, names: ReadonlySet<string>, taker: string): Inbound {
  if (names.has(entry)) return { layer: entry, output: 0 };
  const [, layer = '', output = ''] = /^(.*):(\d+)$/.exec(entry) ?? [];
  if (names.has(layer)) return { layer, output: Number(output) };
  throw new RangeError(
    `Layer "${taker}" takes its input from "${entry}", which is not in the model`,
  );
}
