import { zerosLike } from '../ndarray/make.js';
import { times } from '../cell/vector.js';
import type { LayerSpec } from '../model/model-file.js';
import { asRows } from './batch.js';
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
      const { rows, width } = asRows(input.shape);
      if (width !== kernel.shape[0]) {
        throw new RangeError(`A Dense layer for ${kernel.shape[0]} features was given ${width}`);
      }
      const out = zerosLike(input.data, rows * units());
      for (let row = 0; row < rows; row++) {
        const z = times(input.data.subarray(row * width, (row + 1) * width), kernel);
        if (bias) for (let k = 0; k < z.length; k++) z[k]! += bias.get(k);
        activation.apply(z);
        out.set(z, row * units());
      }
      return { ...input, data: out, shape: [...input.shape.slice(0, -1), units()] };
    },
  );
}
