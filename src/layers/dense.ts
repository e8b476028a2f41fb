import { ArgumentError } from '../errors.js';
import type { LayerSpec } from '../model/model-file.js';
import { affine } from './affine.js';
import { numberIn, valueIn } from './config.js';
import { activationOf } from './layer-activation.js';
import type { LayerContext, Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/** Dense: activation(x · kernel + bias) on the last axis; whatever stands before it is kept. */
export function denseRunner({ config, weights }: LayerSpec, context: LayerContext): Runner {
  const units = () =>
    numberIn(config, 'units', numberIn(config, 'output_dim', 0)) || weights[0]!.shape[1]!;
  return simpleRunner(
    (input) => [...input.slice(0, -1), units()],
    (input) => {
      const activation = activationOf(valueIn(config, 'activation') ?? null, context);
      const kernel = weights[0]!.read();
      const bias = weights[1]?.read();
      const width = input.shape.at(-1) ?? 1;
      if (width !== kernel.shape[0]) {
        throw new ArgumentError(`A Dense layer for ${kernel.shape[0]} features was given ${width}`);
      }
      const data = affine(input.data, { kernel, bias, activation });
      return { ...input, data, shape: [...input.shape.slice(0, -1), units()] };
    },
  );
}
