import { convolve, planAxis } from '../cell/convolve.js';
import type { LayerSpec } from '../model/model-file.js';
import { sizeOf, zerosLike } from '../ndarray/make.js';
import type { Shape } from './batch.js';
import { numberIn, sizesIn, valueIn } from './config.js';
import { activationOf } from './layer-activation.js';
import { convolutionPlan, refuseUnusualConvolution } from './recurrent/conv-lstm.js';
import type { LayerContext, Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/** Conv1D and Conv2D with the channels last: activation(kernel * x + bias). */
export function convolutionRunner(spec: LayerSpec, context: LayerContext): Runner {
  const { className, config, weights } = spec;
  const rank = className.endsWith('1D') ? 1 : 2;
  refuseUnusualConvolution(spec, rank);
  if (numberIn(config, 'groups', 1) !== 1) {
    throw new RangeError(
      `Layer "${spec.name}" (${className}) convolves in groups, which cannot be run`,
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
      const out = [samples, ...(outputSize(size) as number[]), filters];
      const data = zerosLike(input.data, sizeOf(out));
      const [from, to] = [sizeOf(image), sizeOf(out.slice(1))];
      for (let sample = 0; sample < samples; sample++) {
        const one = input.data.subarray(sample * from, (sample + 1) * from);
        data.set(convolve(one, size, kernel, plan), sample * to);
      }
      for (let row = 0; row < data.length; row += filters) {
        const pixel = data.subarray(row, row + filters);
        if (bias) for (let f = 0; f < filters; f++) pixel[f]! += bias.get(f);
        activation.apply(pixel);
      }
      return { data, shape: out };
    },
  );
}
