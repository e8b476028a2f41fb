import type { LayerSpec } from '../model/model-file.js';
import { denseRunner } from './dense.js';
import { activationRunner, identityRunner } from './pass-through.js';
import { kerasRecurrent } from './recurrent/keras-recurrent.js';
import type { LayerContext, Runner, RunnerMaker } from './runner.js';

/** Every class of layer that gatelab runs. A class that is not here is named in an error when it is reached. */
const layerKinds: Readonly<Record<string, RunnerMaker>> = {
  InputLayer: identityRunner,
  Dropout: identityRunner,
  SpatialDropout1D: identityRunner,
  SpatialDropout2D: identityRunner,
  GaussianNoise: identityRunner,
  GaussianDropout: identityRunner,
  AlphaDropout: identityRunner,
  ActivityRegularization: identityRunner,
  Activation: activationRunner,
  ReLU: activationRunner,
  LeakyReLU: activationRunner,
  ELU: activationRunner,
  ThresholdedReLU: activationRunner,
  Softmax: activationRunner,
  Dense: denseRunner,
  LSTM: kerasRecurrent,
  GRU: kerasRecurrent,
  SimpleRNN: kerasRecurrent,
};

/**
 * Makes a layer runnable.
 * @throws RangeError for a class that gatelab cannot run.
 */
export function makeRunner(spec: LayerSpec, context: LayerContext): Runner {
  const make = Object.hasOwn(layerKinds, spec.className) ? layerKinds[spec.className] : undefined;
  if (make === undefined) {
    throw new RangeError(
      `Layer "${spec.name}" is a ${spec.className}, which gatelab cannot run; the layers before it still work`,
    );
  }
  return make(spec, context);
}
