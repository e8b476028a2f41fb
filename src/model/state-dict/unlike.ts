import { someOf } from '../../lists/some-of.js';
import type { LayerSpec, Tensor } from '../model-file.js';

type Modules = ReadonlyMap<string, ReadonlyMap<string, Tensor>>;

/**
 * Why the layers of a recurrent module may compute something else than PyTorch's class of these weights; undefined where the module is just that
 * class's. A module of another class with weights of the same names has more in it: peepholes (`weight_ch_l0`), LoRA, LayerNorm inside the cell, weight
 * dropout around it (`weight_hh_l0_raw`). Half a direction, or layers that do not follow on each other, are a file that is not whole.
 */
export function whyUnlike(
  layers: readonly LayerSpec[],
  module: string,
  modules: Modules,
): string | undefined {
  const kind = layers[0]!.className.replace('torch.', 'torch.nn.');
  const directions = new Set(layers.map(({ config }) => config['bidirectional']));
  if (directions.size > 1) {
    return `belongs to a module of which some layers have a reverse direction and others have none, as no ${kind} has; the file is not whole`;
  }
  const more = moreIn(layers, module, modules);
  if (more.length === 0) return undefined;
  return (
    `has ${someOf(more)} beside the weights of a ${kind}, and the file does not say what is done with them; ` +
    `{ assumeDefaults: true } (--assume-defaults) takes it for a plain ${kind}`
  );
}

/** The names of what a module has beside the weights that its layers have taken. */
function moreIn(layers: readonly LayerSpec[], module: string, modules: Modules): string[] {
  const taken = new Set(layers.flatMap(({ weights }) => weights));
  const own = [...(modules.get(module) ?? [])].filter(([, tensor]) => !taken.has(tensor));
  const inside = [...modules.keys()].filter(
    (name) => name !== module && (module === '' || name.startsWith(`${module}.`)),
  );
  const parent = module.slice(0, Math.max(0, module.lastIndexOf('.')));
  const around = module === '' ? [] : [...(modules.get(parent)?.keys() ?? [])];
  return [
    ...own.map(([name]) => name),
    ...inside.map((name) => name.slice(module === '' ? 0 : module.length + 1)),
    ...around.filter((name) => /^(weight|bias)_[ih]h(_|$)/.test(name)),
  ];
}
