import type { LayerSpec, Tensor } from '../model-file.js';
import { recurrentLayers } from './recurrent-layers.js';
import { whyUnlike } from './unlike.js';

/** `DataParallel` and `torch.compile` put these in front of every name. */
const wrappers = ['module.', '_orig_mod.'];

/**
 * The layers of a PyTorch state dict: tensors grouped by the name of their module. Recurrent modules become one layer for
 * each of theirs, `encoder.lstm.l0`, `encoder.lstm.l1`; of the others the class is told by the names of their tensors.
 */
export function layersOfStateDict(stored: ReadonlyMap<string, Tensor>): LayerSpec[] {
  const modules = new Map<string, Map<string, Tensor>>();
  for (const [name, tensor] of withoutWrapper(stored)) {
    const at = name.lastIndexOf('.');
    const module = at < 0 ? '' : name.slice(0, at);
    const tensors = modules.get(module) ?? new Map<string, Tensor>();
    modules.set(module, tensors.set(name.slice(at + 1), tensor));
  }
  return [...modules].flatMap(([module, tensors]) => {
    const recurrent = recurrentLayers(module, tensors);
    if (recurrent.length === 0) return [otherLayer(module, tensors)];
    const unrunnable = whyUnlike(recurrent, module, modules);
    return unrunnable === undefined
      ? recurrent
      : recurrent.map((spec) => ({ ...spec, unrunnable }));
  });
}

function withoutWrapper(stored: ReadonlyMap<string, Tensor>): ReadonlyMap<string, Tensor> {
  const names = [...stored.keys()];
  const wrapper = wrappers.find(
    (prefix) => names.length > 0 && names.every((n) => n.startsWith(prefix)),
  );
  if (!wrapper) return stored;
  return withoutWrapper(new Map([...stored].map(([name, t]) => [name.slice(wrapper.length), t])));
}

function otherLayer(module: string, tensors: ReadonlyMap<string, Tensor>): LayerSpec {
  return {
    name: module || 'tensors',
    className: classOf(tensors),
    config: {},
    weights: [...tensors.values()],
    inbound: [],
    children: [],
  };
}

function classOf(tensors: ReadonlyMap<string, Tensor>): string {
  const weight = tensors.get('weight')?.shape;
  const bias = tensors.get('bias')?.shape;
  if (tensors.has('running_mean')) return 'torch.BatchNorm';
  if (!weight) return 'torch.unknown';
  if (weight.length === 1 || (bias && String(bias) === String(weight))) return 'torch.LayerNorm';
  if (weight.length === 2 && bias?.[0] === weight[0]) return 'torch.Linear';
  if (weight.length === 2 && !bias) return 'torch.Embedding';
  if (weight.length >= 3) return `torch.Conv${weight.length - 2}d`;
  return 'torch.unknown';
}
