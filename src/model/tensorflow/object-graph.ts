import type { Parts } from '../../files/parts.js';
import { layerFromWeights } from '../keras/weights-without-config.js';
import type { ConfigLayer } from '../keras/layer-config.js';
import { weightNames } from '../keras/weight-names.js';
import type { LayerSpec, Tensor } from '../model-file.js';
import { isJson, parseJson, type Json } from '../parse-json.js';
import { fieldsOf, text } from '../protobuf/message.js';

type Variables = ReadonlyMap<string, Tensor>;

const suffix = '/.ATTRIBUTES/VARIABLE_VALUE';

/**
 * The layers of a checkpoint whose keys are paths of Python objects. With the model's config every layer with weights is
 * `layer_with_weights-n`, counted within its model; a SavedModel may also key a weight by its place among all, `variables/n`.
 */
export function layersOfObjects(
  variables: Variables,
  layers: readonly ConfigLayer[] | undefined,
): LayerSpec[] {
  if (!layers) return bareLayers(variables);
  let place = 0;
  const find = (path: string) =>
    variables.get(path + suffix) ?? variables.get(`variables/${place}${suffix}`);
  const take = (path: string) => {
    const found = find(path);
    place++;
    return found;
  };
  return takeModel(layers, '', take);
}

type Take = (path: string) => Tensor | undefined;

function takeModel(layers: readonly ConfigLayer[], path: string, take: Take): LayerSpec[] {
  let count = 0;
  return layers.map((layer) => {
    if (weightNames(layer).length === 0) return withoutWeights(layer);
    return takeLayer(layer, `${path}layer_with_weights-${count++}/`, take);
  });
}

function takeLayer(layer: ConfigLayer, path: string, take: Take): LayerSpec {
  if (layer.children.length === 0) {
    const weights = weightNames(layer).flatMap((name) => take(path + name) ?? []);
    return { ...layer, weights, children: [] };
  }
  const children = takeChildren(layer, path, take);
  return { ...layer, weights: children.flatMap((child) => child.weights), children };
}

function takeChildren(layer: ConfigLayer, path: string, take: Take): LayerSpec[] {
  const { className, children } = layer;
  if (className === 'Bidirectional') {
    const sides = ['forward_layer/', 'backward_layer/'];
    return children.map((child, n) => takeLayer(child, path + (sides[n] ?? ''), take));
  }
  if (className === 'StackedRNNCells') {
    return children.map((child, n) => takeLayer(child, `${path}cells/${n}/`, take));
  }
  if (className === 'TimeDistributed')
    return children.map((c) => takeLayer(c, `${path}layer/`, take));
  if (className === 'RNN') return children.map((c) => takeLayer(c, `${path}cell/`, take));
  return takeModel(children, path, take);
}

function withoutWeights(layer: ConfigLayer): LayerSpec {
  return { ...layer, weights: [], children: layer.children.map(withoutWeights) };
}

/** Names of a layer's own weights, in the order of `get_weights()`. */
const order = [
  'kernel',
  'recurrent_kernel',
  'bias',
  'gamma',
  'beta',
  'moving_mean',
  'moving_variance',
];

function bareLayers(variables: Variables): LayerSpec[] {
  const groups = new Map<string, { name: string; tensor: Tensor }[]>();
  for (const [key, tensor] of variables) {
    const [, group, name] =
      /^((?:layer_with_weights-\d+\/)+)(.*)\/\.ATTRIBUTES\/VARIABLE_VALUE$/.exec(key) ?? [];
    if (!group || !name || key.includes('/.OPTIMIZER_SLOT/')) continue;
    groups.set(group, [...(groups.get(group) ?? []), { name, tensor }]);
  }
  return [...groups].map(([group, entries]) => {
    const rank = ({ name }: { name: string }) =>
      (name.startsWith('backward') ? order.length : 0) + order.indexOf(name.split('/').at(-1)!);
    const sorted = entries.sort((a, b) => rank(a) - rank(b));
    return layerFromWeights(
      group.slice(0, -1),
      sorted.map(({ tensor }) => tensor),
    );
  });
}

/** The config that Keras puts beside a SavedModel: the metadata of the object called `root`. */
export function savedConfig(parts: Parts): Json | undefined {
  const source = parts.open('keras_metadata.pb');
  try {
    for (const node of fieldsOf(source)) {
      if (node.number !== 1) continue;
      const fields = new Map([...fieldsOf(node.content)].map((field) => [field.number, field]));
      const path = fields.get(3);
      const metadata = fields.get(5);
      if (!path || !metadata || text(path) !== 'root') continue;
      const parsed = parseJson(source.name, text(metadata), source.budget);
      return isJson(parsed) && 'config' in parsed ? parsed : undefined;
    }
    return undefined;
  } finally {
    source.close();
  }
}
