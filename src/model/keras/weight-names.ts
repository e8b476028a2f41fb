import { flagOr } from './flag.js';
import type { ConfigLayer } from './layer-config.js';

/**
 * The weights a layer has, by the attributes that hold them, trained ones first; those of a composite are its children's.
 * Empty for layers without weights, and for classes that are not known.
 */
export function weightNames(layer: ConfigLayer): string[] {
  if (layer.children.length > 0) return layer.children.flatMap(weightNames);
  const { className, config } = layer;
  const bias = flagOr(config, 'use_bias', flagOr(config, 'bias', true)) ? ['bias'] : [];
  const cell = ['kernel', 'recurrent_kernel', ...bias];
  if (/^(LSTM|GRU|SimpleRNN|ConvLSTM\dD)$/.test(className))
    return cell.map((name) => `cell/${name}`);
  if (/^(LSTM|GRU|SimpleRNN)Cell$|^CuDNN(LSTM|GRU)$/.test(className)) return cell;
  if (/^(Dense|Conv\dD(Transpose)?|Convolution\dD)$/.test(className)) return ['kernel', ...bias];
  if (/^DepthwiseConv\dD$/.test(className)) return ['depthwise_kernel', ...bias];
  if (/^SeparableConv\dD$/.test(className))
    return ['depthwise_kernel', 'pointwise_kernel', ...bias];
  if (className === 'Embedding') return ['embeddings'];
  if (className === 'PReLU') return ['alpha'];
  if (className === 'Normalization') return frozenNames(layer);
  if (!/^(Batch|Layer|Group)Normalization$/.test(className)) return [];
  const scale = flagOr(config, 'scale', true) ? ['gamma'] : [];
  const center = flagOr(config, 'center', true) ? ['beta'] : [];
  return [...scale, ...center, ...frozenNames(layer)];
}

/** Those of them that training does not change. Keras lists them after all others of a model. */
export function frozenNames({ className, children }: ConfigLayer): string[] {
  if (children.length > 0) return children.flatMap(frozenNames);
  if (className === 'Normalization') return ['mean', 'variance', 'count'];
  return className === 'BatchNormalization' ? ['moving_mean', 'moving_variance'] : [];
}
