import { namingErrors, UnsupportedError } from '../errors.js';
import type { LayerSpec } from '../model/model-file.js';
import { checkConfig } from './check-config.js';
import { withShapesChecked } from './check-shapes.js';
import { convolutionRunner } from './convolution.js';
import { denseRunner } from './dense.js';
import { embeddingRunner, maskingRunner } from './embedding.js';
import { concatenateRunner, elementwiseRunner } from './merge-layers.js';
import { batchNormalizationRunner, layerNormalizationRunner } from './normalization.js';
import { activationRunner, identityRunner } from './pass-through.js';
import { globalPoolingRunner, poolingRunner, upSamplingRunner } from './pooling.js';
import { bidirectional, kerasRecurrent } from './recurrent/keras-recurrent.js';
import { tensorflow1Kinds, tensorflow1Recurrent } from './recurrent/tensorflow1-recurrent.js';
import { torchKinds, torchRecurrent } from './recurrent/torch-recurrent.js';
import { normalizationRunner, preluRunner, rescalingRunner } from './rescale.js';
import {
  croppingRunner,
  flattenRunner,
  permuteRunner,
  repeatVectorRunner,
  reshapeRunner,
  zeroPaddingRunner,
} from './reshape.js';
import { softmaxRunner } from './softmax.js';
import type { LayerContext, Runner, RunnerMaker } from './runner.js';
import { torchModules } from './torch-feedforward.js';
import { timeDistributedRunner } from './time-distributed.js';

const sameFor = (make: RunnerMaker, ...classNames: string[]): Record<string, RunnerMaker> =>
  Object.fromEntries(classNames.map((name) => [name, make]));

/** Every class of layer that gatelab runs. A class that is not here is named in an error when it is reached. */
const layerKinds: Readonly<Record<string, RunnerMaker>> = {
  ...sameFor(identityRunner, 'InputLayer', 'Dropout', 'SpatialDropout1D', 'SpatialDropout2D'),
  ...sameFor(identityRunner, 'GaussianNoise', 'GaussianDropout', 'AlphaDropout', 'Identity'),
  ...sameFor(identityRunner, 'ActivityRegularization'),
  ...sameFor(activationRunner, 'Activation', 'ReLU', 'LeakyReLU', 'ELU', 'ThresholdedReLU'),
  Softmax: softmaxRunner,
  Dense: denseRunner,
  TimeDistributed: (spec, context) => timeDistributedRunner(spec, context, makeRunner),
  TimeDistributedDense: denseRunner,
  Embedding: embeddingRunner,
  Masking: maskingRunner,
  Reshape: reshapeRunner,
  Flatten: flattenRunner,
  Permute: permuteRunner,
  RepeatVector: repeatVectorRunner,
  ZeroPadding1D: zeroPaddingRunner,
  Cropping1D: croppingRunner,
  Rescaling: rescalingRunner,
  Normalization: normalizationRunner,
  PReLU: preluRunner,
  BatchNormalization: batchNormalizationRunner,
  LayerNormalization: layerNormalizationRunner,
  ...sameFor(convolutionRunner, 'Conv1D', 'Conv2D', 'Convolution1D', 'Convolution2D'),
  ...sameFor(poolingRunner, 'MaxPooling1D', 'AveragePooling1D', 'MaxPooling2D', 'AveragePooling2D'),
  ...sameFor(globalPoolingRunner, 'GlobalMaxPooling1D', 'GlobalAveragePooling1D'),
  ...sameFor(globalPoolingRunner, 'GlobalMaxPooling2D', 'GlobalAveragePooling2D'),
  UpSampling1D: upSamplingRunner,
  ...sameFor(elementwiseRunner, 'Add', 'Subtract', 'Multiply', 'Average', 'Maximum', 'Minimum'),
  ...sameFor(elementwiseRunner, 'keras.ops.Add', 'keras.ops.Subtract', 'keras.ops.Multiply'),
  ...sameFor(elementwiseRunner, 'keras.ops.Maximum', 'keras.ops.Minimum'),
  Concatenate: concatenateRunner,
  ...sameFor(kerasRecurrent, 'LSTM', 'GRU', 'SimpleRNN', 'RNN', 'CuDNNLSTM', 'CuDNNGRU'),
  ...sameFor(kerasRecurrent, 'ConvLSTM1D', 'ConvLSTM2D', 'ConvLSTM3D'),
  Bidirectional: bidirectional,
  ...torchModules,
  'torch.Embedding': embeddingRunner,
  ...sameFor(torchRecurrent, ...Object.keys(torchKinds)),
  ...sameFor(tensorflow1Recurrent, ...Object.keys(tensorflow1Kinds)),
};

const recurrentMakers: ReadonlySet<RunnerMaker> = new Set([
  kerasRecurrent,
  bidirectional,
  torchRecurrent,
  tensorflow1Recurrent,
]);

/** Whether layers of this class are recurrent, whether or not a certain one can be run. */
export function isRecurrentClass(className: string): boolean {
  return Object.hasOwn(layerKinds, className) && recurrentMakers.has(layerKinds[className]!);
}

/**
 * Makes a layer runnable.
 * @throws UnsupportedError for a class that gatelab cannot run; it tells file and layer.
 */
export function makeRunner(spec: LayerSpec, context: LayerContext): Runner {
  const subject = { file: context.file, layer: spec.name };
  const runner = namingErrors(subject, () => madeRunner(spec, context));
  return {
    ...runner,
    outputShapes: (inputs) => namingErrors(subject, () => runner.outputShapes(inputs)),
    run: (inputs) => namingErrors(subject, () => runner.run(inputs)),
  };
}

function madeRunner(spec: LayerSpec, context: LayerContext): Runner {
  const make = Object.hasOwn(layerKinds, spec.className) ? layerKinds[spec.className] : undefined;
  if (make === undefined) {
    const model = context.nested?.(spec);
    if (model) return model;
    throw new UnsupportedError(
      `Layer "${spec.name}" is ${article(spec.className)} ${spec.className}, which gatelab cannot run; the layers before it still work`,
      { layer: spec.name },
    );
  }
  checkConfig(spec, context);
  return withShapesChecked(make(spec, context), spec, context);
}

function article(word: string): 'a' | 'an' {
  return /^[aeiou]/i.test(word) ? 'an' : 'a';
}
