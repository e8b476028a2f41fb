import type { Tensor } from '../model/model-file.js';
import { weightInputs } from '../model/onnx/node-config.js';
import type { OnnxNode } from '../model/onnx/schema.js';
import { makeTensor } from '../model/tensor.js';
import { toNdArray } from '../ndarray/nd-array.js';
import { sizeOf } from '../ndarray/make.js';

/** Whether a node is onnxruntime's LSTM whose weights have eight bits. */
export function isQuantized({ type, domain }: Pick<OnnxNode, 'type' | 'domain'>): boolean {
  return domain === 'com.microsoft' && type === 'DynamicQuantizeLSTM';
}

/** The places of the scale and the zero point of W and of R in such a node. */
export const scales = [
  [8, 9],
  [10, 11],
] as const;

/**
 * W, R, B and P of a recurrent node, as far as they are given, in the layout of ONNX's own LSTM.
 * @param at the input of a place; undefined where the node has none there.
 */
export function weightTensors(
  node: Pick<OnnxNode, 'type' | 'domain'>,
  at: (place: number) => Tensor | undefined,
): Tensor[] {
  const given = weightInputs.flatMap((place) => at(place) ?? []);
  if (!isQuantized(node)) return given;
  const [W, R, ...rest] = given;
  const [ofW, ofR] = scales.map(([scale, zero]) => [at(scale), at(zero)] as const);
  return [dequantized(W!, ...ofW!), dequantized(R!, ...ofR!), ...rest];
}

/**
 * A quantised weight, directions × inputs × columns, as directions × columns × inputs of numbers: (q − zero) · scale, with a scale and a zero
 * for each direction or for each of its columns.
 */
function dequantized(weight: Tensor, scale: Tensor | undefined, zero: Tensor | undefined): Tensor {
  const [directions = 0, inputs = 0, columns = 0] = weight.shape;
  const read = () => {
    const q = weight.read();
    const [s, z] = [scale, zero].map((tensor) => tensor && perColumn(tensor, weight.shape));
    const data = new Float64Array(sizeOf(weight.shape));
    let k = 0;
    for (let d = 0; d < directions; d++) {
      for (let c = 0; c < columns; c++) {
        const [by, from] = [s?.(d, c) ?? 1, z?.(d, c) ?? 0];
        for (let n = 0; n < inputs; n++) data[k++] = (q.get(d, n, c) - from) * by;
      }
    }
    return toNdArray({ data, shape: [directions, columns, inputs] });
  };
  return makeTensor({
    name: weight.name,
    shape: [directions, columns, inputs],
    type: 'float64',
    dtype: `${weight.dtype} (quantised)`,
    read,
  });
}

/** The number for a column of a direction, of one for each direction or for each column. */
function perColumn(tensor: Tensor, [, , columns = 0]: readonly number[]) {
  const { data, offset } = tensor.read().copy();
  const wide = sizeOf(tensor.shape.slice(1)) > 1;
  return (d: number, c: number) => data[offset + (wide ? d * columns + c : d)]!;
}
