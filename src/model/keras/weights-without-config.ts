import type { LayerSpec, Tensor } from '../model-file.js';

/**
 * A layer of a file that holds weights alone. Its class is told by the shapes of its weights (a kernel of four times as
 * many columns as the recurrent kernel has rows is an LSTM's), never by names that users choose. What shapes cannot tell
 * (activations, directions, masks) is left open: `config` is empty.
 */
export function layerFromWeights(
  name: string,
  weights: readonly Tensor[],
  before?: string,
): LayerSpec {
  const inbound = before === undefined ? [] : [before];
  const half = weights.length / 2;
  const both = [weights.slice(0, half), weights.slice(half)] as const;
  if (sameShapes(...both) && recurrentClass(both[0])) {
    const children = both.map((own, n) => ({
      ...layerFromWeights(`${n ? 'backward' : 'forward'}_${name}`, own),
    }));
    return { name, className: 'Bidirectional', config: {}, weights, inbound, children };
  }
  const className = recurrentClass(weights) ?? plainClass(weights) ?? 'unknown';
  return { name, className, config: {}, weights, inbound, children: [] };
}

function sameShapes(a: readonly Tensor[], b: readonly Tensor[]): boolean {
  return a.length > 0 && String(a.map((t) => t.shape)) === String(b.map((t) => t.shape));
}

const classes = new Map([
  [1, 'SimpleRNN'],
  [3, 'GRU'],
  [4, 'LSTM'],
]);

function recurrentClass(weights: readonly Tensor[]): string | undefined {
  const [kernel, recurrent, bias] = weights.map((tensor) => tensor.shape);
  // Keras 1 stored kernel, recurrent kernel and bias of every gate on their own.
  if (weights.length === 12 || weights.length === 9) return weights.length === 12 ? 'LSTM' : 'GRU';
  if (weights.length < 2 || weights.length > 3) return undefined;
  if (kernel?.length !== 2 || recurrent?.length !== 2 || kernel[1] !== recurrent[1])
    return undefined;
  const gates = recurrent[1]! / recurrent[0]!;
  const biases = bias?.reduce((a, b) => a * b, 1) ?? recurrent[1]!;
  if (biases !== recurrent[1] && biases !== 2 * recurrent[1]!) return undefined;
  const found = classes.get(gates);
  // CuDNN's layers keep two biases in one row.
  const cudnn = bias?.length === 1 && biases === 2 * recurrent[1]!;
  return cudnn && found !== 'SimpleRNN' ? found && `CuDNN${found}` : found;
}

function plainClass(weights: readonly Tensor[]): string | undefined {
  const [kernel, bias] = weights.map((tensor) => tensor.shape);
  if (weights.length === 0) return 'Dropout';
  if (weights.length === 2 && kernel?.length === 2 && bias?.length === 1 && kernel[1] === bias[0]) {
    return 'Dense';
  }
  return undefined;
}
