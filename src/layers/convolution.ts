import { UnsupportedError } from '../errors.js';
import { planAxis, windowsOf } from '../cell/convolve.js';
import type { LayerSpec } from '../model/model-file.js';
import { sizeOf, zerosLike } from '../ndarray/make.js';
import type { Shape } from '../trace/batch.js';
import { affine } from './affine.js';
import { numberIn, sizesIn, valueIn } from './config.js';
import { activationOf } from './layer-activation.js';
import { convolutionPlan, refuseUnusualConvolution } from './recurrent/conv-lstm.js';
import type { LayerContext, Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/** Numbers of windows that are laid out at a time: some megabytes. */
const windowNumbers = 1 << 20;

/** Conv1D and Conv2D with the channels last: activation(kernel * x + bias). */
export function convolutionRunner(spec: LayerSpec, context: LayerContext): Runner {
  const { className, config, weights } = spec;
  const rank = className.endsWith('1D') ? 1 : 2;
  refuseUnusualConvolution(spec, rank);
  if (numberIn(config, 'groups', 1) !== 1) {
    throw new UnsupportedError(
      `Layer "${spec.name}" (${className}) convolves in groups, which cannot be run`,
      { layer: spec.name },
    );
  }
  const plan = convolutionPlan(config, rank);
  const kernelSize = sizesIn(config, 'kernel_size', { count: rank, otherwise: 1 });
  const outputSize = (size: Shape) =>
    size.map((n, axis) => (n === null ? null : planAxis(n, kernelSize[axis]!, plan, axis).outputs));
  const filters = numberIn(config, 'filters', 0);
  return simpleRunner(
    ([samples = null, ...image]) => [samples, ...outputSize(image.slice(0, rank)), filters],
    (input) => {
      const kernel = weights[0]!.read();
      const bias = weights[1]?.read();
      const activation = activationOf(valueIn(config, 'activation') ?? null, context);
      const [samples = 0, ...image] = input.shape;
      const size = image.slice(0, rank);
      const shape = [samples, ...(outputSize(size) as number[]), filters];
      const data = zerosLike(input.data, sizeOf(shape));
      const windows = windowsOf(input.data, { size, kernel, plan });
      const perTurn = Math.max(1, Math.floor(windowNumbers / windows.width));
      const pixels = samples * windows.count;
      for (let from = 0; from < pixels; from += perTurn) {
        const rows = windows.take(from, Math.min(pixels, from + perTurn));
        data.set(affine(rows, { kernel, bias, activation }), from * filters);
      }
      return { data, shape };
    },
  );
}
