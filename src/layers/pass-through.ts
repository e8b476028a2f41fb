import type { LayerSpec } from '../model/model-file.js';
import { asRows } from '../trace/batch.js';
import { parametersIn, activationOf } from './layer-activation.js';
import { valueIn } from './config.js';
import type { LayerContext, Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/** Layers that do nothing when a model is used rather than trained: dropout and its relatives, and the input itself. */
export function identityRunner(): Runner {
  return simpleRunner(
    (input) => input,
    (input) => input,
  );
}

/** An Activation layer, or one named after its activation (ReLU, LeakyReLU, Softmax…). */
export function activationRunner({ className, config }: LayerSpec, context: LayerContext): Runner {
  const written =
    className === 'Activation'
      ? valueIn(config, 'activation')
      : { class_name: className, config: layerParameters(className, config) };
  return simpleRunner(
    (input) => input,
    (input) => {
      const activation = activationOf(written, context);
      const data = input.data.slice();
      const { rows, width } = asRows(input.shape);
      for (let row = 0; row < rows; row++) {
        activation.apply(data.subarray(row * width, (row + 1) * width));
      }
      return { ...input, data };
    },
  );
}

/** Activation layers have defaults of their own: LeakyReLU a slope of 0.3, ThresholdedReLU a threshold called theta. */
function layerParameters(className: string, config: LayerSpec['config']): Record<string, unknown> {
  const given = parametersIn(config);
  if (className === 'LeakyReLU') return { negative_slope: 0.3, ...given };
  if (className === 'ThresholdedReLU') return { threshold: given['theta'] ?? 1 };
  return { ...given };
}
