import type { LayerSpec } from '../model/model-file.js';

/** One arrow of the graph: from which layer, and which of its outputs. */
export interface Inbound {
  readonly layer: string;
  readonly output: number;
}

/** Operations that Keras 3 notes in a config to compute masks; gatelab works masks out by itself. */
export const maskOperations: ReadonlySet<string> = new Set(['NotEqual', 'Any']);

/** Nodes around an ONNX layer that only move axes about; gatelab keeps samples × time × features throughout. */
export const onnxLayoutNodes = ['Squeeze', 'Unsqueeze', 'Transpose', 'Reshape', 'Identity'].map(
  (type) => `onnx.${type}`,
);
const onnxChain = new Set([
  ...onnxLayoutNodes,
  'onnx.LSTM',
  'onnx.GRU',
  'onnx.RNN',
  'onnx.Dropout',
]);

/**
 * Where every layer takes its input from. `name:2` stands for the third output of `name` (the cell state of an LSTM with
 * `return_state`). A Sequential model that names no arrows is a chain.
 * @throws RangeError for an arrow from a layer that is not there.
 */
export function inboundOf(
  specs: readonly LayerSpec[],
  chained: boolean,
): ReadonlyMap<string, readonly Inbound[]> {
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const isChain = chained && specs.every(({ inbound }) => inbound.length === 0);
  return new Map(
    specs.map((spec, index) => {
      const before = isChain && index > 0 ? [specs[index - 1]!.name] : spec.inbound;
      const arrows = before
        .map((entry) => parseEntry(entry, byName, spec.name))
        .filter(({ layer }) => isData(spec, byName.get(layer)!));
      // An ONNX node's other inputs are lengths and states, which exporters compute from shapes and zeros.
      return [spec.name, spec.className.startsWith('onnx.') ? arrows.slice(0, 1) : arrows];
    }),
  );
}

/** Whether an arrow carries what a layer computes with. What stands in front of an ONNX layer, apart from others, is not run. */
function isData(to: LayerSpec, from: LayerSpec): boolean {
  if (maskOperations.has(from.className)) return maskOperations.has(to.className);
  return !to.className.startsWith('onnx.') || onnxChain.has(from.className);
}

function parseEntry(entry: string, byName: ReadonlyMap<string, LayerSpec>, taker: string): Inbound {
  if (byName.has(entry)) return { layer: entry, output: 0 };
  const [, layer = '', output = ''] = /^(.*):(\d+)$/.exec(entry) ?? [];
  if (byName.has(layer)) return { layer, output: Number(output) };
  throw new RangeError(
    `Layer "${taker}" takes its input from "${entry}", which is not in the model`,
  );
}
