import type { Hdf5File } from '../../hdf5/hdf5-file.js';
import type { LayerSpec, Tensor } from '../model-file.js';
import { makeTensor } from '../tensor.js';
import type { ConfigLayer } from './layer-config.js';
import { requireEnd } from './require-end.js';
import { snakeCase } from './snake-case.js';
import { textAttribute } from './split-attribute.js';
import { layerFromWeights } from './weights-without-config.js';

/** Where a container's layers stand; the second name is that of files written by Keras 2.12 and before. */
const containers = ['layers', '_layer_checkpoint_dependencies'];

/**
 * Whether an HDF5 file is laid out as Keras 3's `.weights.h5`: by attributes of Python objects, not by layer names. A model of a
 * class of its own has its layers under the names of the class's attributes.
 */
export function hasStoredLayers(file: Hdf5File): boolean {
  return (
    containers.some((name) => file.kind(`/${name}`) === 'group') ||
    file.names('/').some((name) => isStoredLayer(file, `/${name}`))
  );
}

/** Whether a group is one layer: it has weights of its own, or those of a cell or of both directions. */
function isStoredLayer(file: Hdf5File, path: string): boolean {
  return (
    file.kind(`${path}/vars/0`) === 'dataset' ||
    ['cell', 'forward_layer', 'layer'].some((part) => file.kind(`${path}/${part}`) === 'group')
  );
}

/**
 * The layers of a config with their weights. Their groups are named by class and a counter, not by the user's name
 * (`layers/lstm_1`), so the groups are found by walking the config in order; where a group says its layer's name (since
 * Keras 3.6), that decides.
 */
export function layersWithStored(
  file: Hdf5File,
  path: string,
  layers: readonly ConfigLayer[],
): LayerSpec[] {
  const container = containers
    .map((name) => `${path}${name}`)
    .find((p) => file.kind(p) === 'group');
  const groups = container === undefined ? [] : file.names(container);
  const named = new Map(
    groups.map((group) => [textAttribute(file, `${container}/${group}/vars`, 'name'), group]),
  );
  const next = counter();
  return layers.map((layer) => {
    const counted = next(snakeCase(layer.className));
    const group = named.get(layer.name) ?? counted;
    return withStored(file, groups.includes(group) ? `${container}/${group}` : undefined, layer);
  });
}

/** Without a config: every group with weights is a layer, its class told by their shapes; those inside others as `outer/inner`. */
export function bareStoredLayers(file: Hdf5File, path = '/', prefix = '', depth = 0): LayerSpec[] {
  if (depth > greatestDepth) return [];
  requireEnd(file, path);
  const container = containers
    .map((name) => `${path}${name}`)
    .find((p) => file.kind(p) === 'group');
  const base = container === undefined ? path : `${container}/`;
  const order = new Intl.Collator('en', { numeric: true });
  const groups = file.names(base).filter((name) => file.kind(base + name) === 'group');
  return groups.sort(order.compare).flatMap((group) => {
    const name = prefix + (textAttribute(file, `${base}${group}/vars`, 'name') ?? group);
    if (!isStoredLayer(file, base + group)) {
      return bareStoredLayers(file, `${base}${group}/`, `${name}/`, depth + 1);
    }
    const weights = allWeights(file, base + group);
    return weights.length > 0 ? [layerFromWeights(name, weights)] : [];
  });
}

/** `lstm`, `lstm_1`, `lstm_2`… as Keras counts the layers of one class within a container. */
function counter(): (name: string) => string {
  const seen = new Map<string, number>();
  return (name) => {
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return count ? `${name}_${count}` : name;
  };
}

function withStored(file: Hdf5File, path: string | undefined, layer: ConfigLayer): LayerSpec {
  if (path === undefined) return { ...layer, weights: [], children: layer.children.map(empty) };
  if (layer.children.length === 0)
    return { ...layer, weights: allWeights(file, path), children: [] };
  const children = childrenWithStored(file, path, layer);
  const own = varsAt(file, `${path}/vars`);
  return { ...layer, weights: [...own, ...children.flatMap((child) => child.weights)], children };
}

function childrenWithStored(file: Hdf5File, path: string, layer: ConfigLayer): LayerSpec[] {
  const at = (...names: string[]) =>
    layer.children.map((child, n) => withStored(file, `${path}/${names[n] ?? ''}`, child));
  if (layer.className === 'Bidirectional') return at('forward_layer', 'backward_layer');
  if (layer.className === 'StackedRNNCells') {
    const next = counter();
    return at(...layer.children.map((child) => `cells/${next(snakeCase(child.className))}`));
  }
  const single = ['layer', 'cell'].find((name) => file.kind(`${path}/${name}`) === 'group');
  if (single && layer.children.length === 1) return at(single);
  return layersWithStored(file, `${path}/`, layer.children);
}

function empty(layer: ConfigLayer): LayerSpec {
  return { ...layer, weights: [], children: layer.children.map(empty) };
}

/** Attributes that hold weights come in this order; whatever else there is comes last, by name. */
const attributes = ['vars', 'cell', 'cells', 'layer', 'forward_layer', 'backward_layer', 'layers'];
const greatestDepth = 16;

/** All weights at and below a group. An old copy of a wrapped layer may stand beside the ones in use; it is empty. */
function allWeights(file: Hdf5File, path: string, depth = 0): Tensor[] {
  if (depth > greatestDepth) return [];
  requireEnd(file, path);
  const names = file.names(path).filter((name) => file.kind(`${path}/${name}`) === 'group');
  const rank = (name: string) => (attributes.indexOf(name) + attributes.length) % attributes.length;
  const known = names.filter((name) => attributes.includes(name));
  const others = names.filter((name) => !attributes.includes(name));
  return [...known.sort((a, b) => rank(a) - rank(b)), ...others].flatMap((name) =>
    name === 'vars' ? varsAt(file, `${path}/vars`) : allWeights(file, `${path}/${name}`, depth + 1),
  );
}

/** `vars/0`, `vars/1`… are a layer's own weights in the order in which it made them. */
function varsAt(file: Hdf5File, path: string): Tensor[] {
  if (file.kind(path) !== 'group') return [];
  const tensors: Tensor[] = [];
  for (let n = 0; file.kind(`${path}/${n}`) === 'dataset'; n++) {
    const { shape, type, read } = file.dataset(`${path}/${n}`);
    tensors.push(makeTensor({ name: `${path.slice(1)}/${n}`, shape, type, read }));
  }
  return tensors;
}
