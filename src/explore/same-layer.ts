import type { Layer } from '../api/layer.js';

/** Whether two layers are one of the same model, and not of another checkpoint that has the same names. */
export function isSameLayer(a: Layer, b: Layer): boolean {
  if (a.name !== b.name || a.tensors.length !== b.tensors.length) return false;
  return a.tensors.every((tensor, k) => tensor === b.tensors[k]);
}
