import type { Network } from './network.js';

/** The layers of one PyTorch module (`encoder.l0`, `encoder.l1`…), from the bottom; of a layer that is no part of one, itself alone. */
export function moduleOf({ file, names, isRecurrent }: Network, name: string): readonly string[] {
  const found = file.framework === 'pytorch' ? /^(.*\.)?l\d+$/.exec(name) : null;
  if (!found) return [name];
  const prefix = found[1] ?? '';
  const own = Array.from(names.keys(), (k) => `${prefix}l${k}`);
  const end = own.findIndex((layer) => !names.includes(layer) || !isRecurrent(layer));
  return end === -1 ? own : own.slice(0, end);
}
