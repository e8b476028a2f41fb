import { BadFileError, UnsupportedError } from '../errors.js';
import type { Activation } from './activation.js';
import { elementwise, vectorwise } from './activation.js';
import type { ActivationParameters } from './activation-table.js';
import { elementwiseActivations } from './activation-table.js';
import { activationSlopes } from './activation-slopes.js';
import { logSoftmax, softmax, sparsemax } from './vector-activations.js';

/** Who wrote the model file; decides what `hard_sigmoid` means. */
export interface ActivationEra {
  /** As the file names it, such as `keras` or `pytorch`. */
  readonly framework: string;
  /** Such as `2.15.0`; undefined where the file does not say. */
  readonly frameworkVersion: string | undefined;
}

const vectorActivations = {
  softmax: { formula: 'exp(x)/Σexp(x)', apply: softmax },
  log_softmax: { formula: 'x-ln Σexp(x)', apply: logSoftmax },
  sparsemax: { formula: 'projection of x onto the probability simplex', apply: sparsemax },
} as const;

/** Other spellings of the same function, in Keras's layers, TensorFlow.js, ONNX and PyTorch. */
const aliases: Readonly<Record<string, string>> = {
  swish: 'silu',
  hard_swish: 'hard_silu',
  none: 'linear',
  identity: 'linear',
  re_lu: 'relu',
  leaky_re_lu: 'leaky_relu',
  thresholded_re_lu: 'threshold',
};

/** Both meanings of `hard_sigmoid`, and where each is defined. */
export const hardSigmoids = {
  hard_sigmoid_keras2:
    'Keras 1 and 2 (backend.hard_sigmoid), Theano, TensorFlow.js; the ONNX default of HardSigmoid',
  hard_sigmoid_keras3: 'Keras 3 (keras/src/backend/*/nn.py, hard_sigmoid), PyTorch Hardsigmoid',
} as const;

/** Names of all activations, for error messages and help. */
export function activationNames(): string[] {
  return [...Object.keys(elementwiseActivations), ...Object.keys(vectorActivations)].sort();
}

/**
 * Finds an activation by the name that a model file gives it.
 * @throws UnsupportedError when there is no such activation, BadFileError where its meaning depends on a version that the file does not say.
 */
export function activationNamed(
  written: string,
  era: ActivationEra,
  parameters: ActivationParameters = {},
): Activation {
  const name = snakeCase(written);
  const id = name === 'hard_sigmoid' ? hardSigmoidOf(era) : (aliases[name] ?? name);
  const definedIn = definitionOf(id, era);
  if (Object.hasOwn(vectorActivations, id)) {
    const { formula, apply } = vectorActivations[id as keyof typeof vectorActivations];
    return vectorwise({ name, id, formula, definedIn }, apply);
  }
  const row = Object.hasOwn(elementwiseActivations, id) ? elementwiseActivations[id] : undefined;
  if (row === undefined) {
    throw new UnsupportedError(
      `Unknown activation "${written}"; the known ones are ${activationNames().join(', ')}`,
      { reason: 'unknown-activation' },
    );
  }
  const facts = { name, id, formula: row.formula, definedIn };
  return elementwise(facts, row.make(parameters), activationSlopes[id]?.(parameters));
}

/** `hardSigmoid` (TensorFlow.js) and `HardSigmoid` (ONNX) are `hard_sigmoid`. */
function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

function hardSigmoidOf({ framework, frameworkVersion }: ActivationEra): string {
  if (framework === 'pytorch') return 'hard_sigmoid_keras3';
  if (framework !== 'keras' && framework !== 'none') return 'hard_sigmoid_keras2';
  const major = Number.parseInt(frameworkVersion ?? '', 10);
  if (Number.isNaN(major)) {
    throw new BadFileError(
      'hard_sigmoid means clip(0.2x+0.5, 0, 1) before Keras 3 and relu6(x+3)/6 from it, and the file names no Keras ' +
        'version: say hard_sigmoid_keras2 or hard_sigmoid_keras3 in the config',
      { reason: 'incomplete' },
    );
  }
  return major >= 3 ? 'hard_sigmoid_keras3' : 'hard_sigmoid_keras2';
}

function definitionOf(id: string, { framework, frameworkVersion }: ActivationEra): string {
  if (Object.hasOwn(hardSigmoids, id)) return hardSigmoids[id as keyof typeof hardSigmoids];
  const version = frameworkVersion === undefined ? '' : ` ${frameworkVersion}`;
  return framework === 'keras' ? `Keras${version}, keras.activations.${id}` : framework + version;
}
