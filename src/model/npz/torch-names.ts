import type { Tensor } from '../model-file.js';

/**
 * The name of a recurrent weight as people shorten it: `enc_w_ih`, `W_hh`, `rnn.weight_ih_l0_reverse`, `b_hh`.
 * What stands in front is the module.
 */
const written = /^(?:(.*?)[._/]?)?(weights?|w|bias|b)_(ih|hh|hr)(_l\d+)?(_reverse|_rev)?$/i;

/** A weight's name as PyTorch writes it, such as `enc.weight_ih`; undefined where it does not name a recurrent weight. */
export function torchName(name: string): string | undefined {
  const [all, module = '', what = '', role = '', layer = '', reverse] = written.exec(name) ?? [];
  if (all === undefined) return undefined;
  const kind = /^b/i.test(what) ? 'bias' : 'weight';
  // Without a number it is a cell, unless a second direction gives it away.
  const number = layer || (reverse ? '_l0' : '');
  const own = `${kind}_${role.toLowerCase()}${number.toLowerCase()}${reverse ? '_reverse' : ''}`;
  return module ? `${module}.${own}` : own;
}

/** The arrays under PyTorch's names, where their names tell weights of the input and of the state; undefined otherwise. */
export function underTorchNames(
  tensors: ReadonlyMap<string, Tensor>,
): ReadonlyMap<string, Tensor> | undefined {
  const renamed = new Map<string, Tensor>();
  for (const [name, tensor] of tensors) renamed.set(torchName(name) ?? name, tensor);
  const recurrent = [...renamed.keys()].some((name) => /(^|\.)weight_hh(_l\d+)?$/.test(name));
  return recurrent && renamed.size === tensors.size ? renamed : undefined;
}
