import { BadFileError, UnsupportedError } from '../../errors.js';
import type { ConvolutionPlan } from '../../cell/convolve.js';
import { planAxis } from '../../cell/convolve.js';
import type { ConvLstmSpec } from '../../cell/conv-lstm-spec.js';
import { cutGates, zeroGates } from '../../weights/cut-gates.js';
import { blockOrders } from '../../weights/orders.js';
import { numberIn, sizesIn, textIn, valueIn } from '../config.js';
import { activationOf } from '../layer-activation.js';
import type { LayerContext } from '../runner.js';
import type { CellSource } from './keras-cell.js';

/** How many axes the images of a ConvLSTM layer have; undefined for other classes. */
export function convLstmRank(className: string): number | undefined {
  const [, rank] = /^ConvLSTM([123])D$/.exec(className) ?? [];
  return rank === undefined ? undefined : Number(rank);
}

/** How a convolutional layer of Keras moves, from its config. */
export function convolutionPlan(config: CellSource['config'], rank: number): ConvolutionPlan {
  const padding = textIn(config, 'padding', 'valid');
  if (padding !== 'same' && padding !== 'valid' && padding !== 'causal') {
    throw new BadFileError(`Unknown padding "${padding}"; the known ones are valid, same, causal`);
  }
  return {
    strides: sizesIn(config, 'strides', { count: rank, otherwise: 1 }),
    dilation: sizesIn(config, 'dilation_rate', { count: rank, otherwise: 1 }),
    padding,
  };
}

/** A convolution with the channels elsewhere than last, or of more than two axes, is refused by name. */
export function refuseUnusualConvolution({ name, className, config }: CellSource, rank: number) {
  if (rank > 2)
    throw new UnsupportedError(`Layer "${name}" (${className}): 3-D convolutions cannot be run`, {
      layer: name,
    });
  if (textIn(config, 'data_format', 'channels_last') === 'channels_first') {
    throw new UnsupportedError(
      `Layer "${name}" (${className}) has its channels first, which cannot be run`,
      { layer: name },
    );
  }
}

/** All of a ConvLSTM layer except the size of its images, which only its input tells. */
export function convLstmSpec(
  source: CellSource,
  context: LayerContext,
): Pick<ConvLstmSpec, 'weights'> & { forImage(step: readonly number[]): ConvLstmSpec } {
  const { className, config } = source;
  const rank = convLstmRank(className)!;
  refuseUnusualConvolution(source, rank);
  const [kernel, recurrent, bias] = source.weights.map((tensor) => tensor.read());
  const order = blockOrders.keras.lstm;
  const filters = recurrent!.shape.at(-2)!;
  const weights = {
    W: cutGates(kernel!, order, { axis: rank + 1 }),
    U: cutGates(recurrent!, order, { axis: rank + 1 }),
    b: bias ? cutGates(bias, order, { axis: 0 }) : zeroGates(order, [filters]),
  };
  const plan = convolutionPlan(config, rank);
  const known = {
    weights,
    plan,
    filters,
    channels: kernel!.shape.at(-2)!,
    activation: activationOf(valueIn(config, 'activation') ?? null, context),
    recurrentActivation: activationOf(valueIn(config, 'recurrent_activation') ?? null, context),
  };
  const stateSize = (size: readonly number[]) =>
    size.map((n, axis) => planAxis(n, kernel!.shape[axis]!, plan, axis).outputs);
  return {
    weights,
    forImage: (step) => {
      const size = step.slice(0, -1);
      return { ...known, size, stateSize: stateSize(size) };
    },
  };
}

/** The shape of a ConvLSTM's state for an image, from the config alone. */
export function convStepShape(
  config: CellSource['config'],
  rank: number,
): (step: readonly (number | null)[]) => (number | null)[] {
  const plan = convolutionPlan(config, rank);
  const kernel = sizesIn(config, 'kernel_size', { count: rank, otherwise: 1 });
  return (step) => [
    ...step
      .slice(0, rank)
      .map((n, axis) => (n === null ? null : planAxis(n, kernel[axis]!, plan, axis).outputs)),
    numberIn(config, 'filters', 0),
  ];
}
