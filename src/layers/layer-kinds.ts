import type { LayerSpec } from '../model/model-file.js';
import { convolutionRunner } from './convolution.js';
import { denseRunner } from './dense.js';
import { embeddingRunner, maskingRunner } from './embedding.js';
import { concatenateRunner, elementwiseRunner } from './merge-layers.js';
import { batchNormalizationRunner, layerNormalizationRunner } from './normalization.js';
import { activationRunner, identityRunner } from './pass-through.js';
import { globalPoolingRunner, poolingRunner, upSamplingRunner } from './pooling.js';
import { bidirectional, kerasRecurrent } from './recurrent/keras-recurrent.js';
import { onnxRecurrent } from './recurrent/onnx-recurrent.js';
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
import type { LayerContext, Runner, RunnerMaker } from './runner.js';
import { timeDistributedRunner } from './time-distributed.js';

const sameFor = (make: RunnerMaker, ...classNames: string[]): Record<string, RunnerMaker> =>
  Object.fromEntries(classNames.map((name) => [name, make]));

/** Every class of layer that gatelab runs. A class that is not here is named in an error when it is reached. */
const layerKinds: Readonly<Record<string, RunnerMaker>> = {
  ...sameFor(identityRunner, 'InputLayer', 'Dropout', 'SpatialDropout1D', 'SpatialDropout2D'),
  ...sameFor(identityRunner, 'GaussianNoise', 'GaussianDropout', 'AlphaDropout', 'Identity'),
  ...sameFor(identityRunner, 'ActivityRegularization'),
  ...sameFor(
    activationRunner,
    'Activation',
    'ReLU',
    'LeakyReLU',
    'ELU',
    'ThresholdedReLU',
    'Softmax',
  ),
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
  ...sameFor(torchRecurrent, ...Object.keys(torchKinds)),
  ...sameFor(tensorflow1Recurrent, ...Object.keys(tensorflow1Kinds)),
  ...sameFor(identityRunner, 'onnx.Squeeze', 'onnx.Unsqueeze', 'onnx.Transpose', 'onnx.Reshape'),
  ...sameFor(identityRunner, 'onnx.Identity', 'onnx.Dropout'),
  ...sameFor(onnxRecurrent, 'onnx.LSTM', 'onnx.GRU', 'onnx.RNN'),
};

/**
 * Makes a layer runnable.
 * @throws RangeError for a class that gatelab cannot run.
 */
export function makeRunner(spec: LayerSpec, context: LayerContext): Runner {
  const make = Object.hasOwn(layerKinds, spec.className) ? layerKinds[spec.className] : undefined;
  if (make === undefined) {
    const model = context.nested?.(spec);
    if (model) return model;
    throw new RangeError(
      `Layer "${spec.name}" is ${article(spec.className)} ${spec.className}, which gatelab cannot run; the layers before it still work`,
    );
  }
  return make(spec, context);
}

function article(word: string): 'a' | 'an' {
  return /^[aeiou]/i.test(word) ? 'an' : 'a';
}
