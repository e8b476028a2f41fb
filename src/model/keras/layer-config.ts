import { isJson, textOf, type Json } from '../parse-json.js';
import { inboundNames } from './inbound-nodes.js';
import { untuple } from './untuple.js';

/** A layer as a Keras config describes it, before its weights are found. */
export interface ConfigLayer {
  readonly name: string;
  readonly className: string;
  readonly config: Json;
  readonly inbound: readonly string[];
  readonly children: readonly ConfigLayer[];
}

/** Deeper nesting than this is no model but an attack on the stack. */
const greatestDepth = 32;

/** The layers of a whole model's config, Sequential or functional, of any Keras; `file` is named in errors. */
export function layersOfConfig(file: string, config: unknown): ConfigLayer[] {
  return layersOfModel(file, untuple(config), 0);
}

function layersOfModel(file: string, config: unknown, depth: number): ConfigLayer[] {
  if (depth > greatestDepth)
    throw new Error(`${file}: its config nests models too deeply; refused`);
  const body = isJson(config) ? config['config'] : undefined;
  // Keras up to 2.2 stored a Sequential as a bare list.
  const list = Array.isArray(body) ? body : isJson(body) ? body['layers'] : undefined;
  if (!Array.isArray(list)) {
    throw new Error(
      `${file}: its config lists no layers; only Sequential and functional models can be opened`,
    );
  }
  const layers = list.map((entry) => layerOfConfig(file, entry, depth + 1));
  const chained = !list.some((entry) => isJson(entry) && 'inbound_nodes' in entry);
  return chained ? chain(layers) : withoutMaskOps(layers);
}

/** Keras 3 lists the operations that work out a mask; nobody takes them as data, so they would look like outputs. */
function withoutMaskOps(layers: readonly ConfigLayer[]): ConfigLayer[] {
  const taken = new Set(layers.flatMap((layer) => layer.inbound.map((name) => name.split(':')[0])));
  const kept = layers.filter(({ name, className }) => taken.has(name) || !maskOps.has(className));
  return kept.length === layers.length ? kept : withoutMaskOps(kept);
}

const maskOps: ReadonlySet<string> = new Set(['NotEqual', 'Any']);

/** In a Sequential every layer takes the output of the one before. */
function chain(layers: readonly ConfigLayer[]): ConfigLayer[] {
  return layers.map((layer, n) => {
    const before = layers[n - 1];
    return { ...layer, inbound: before ? [before.name] : [] };
  });
}

function layerOfConfig(file: string, entry: unknown, depth: number): ConfigLayer {
  if (!isJson(entry)) throw new Error(`${file}: its config holds something that is no layer`);
  const className = textOf(entry['class_name']);
  if (!className) throw new Error(`${file}: its config holds a layer without a class`);
  const config = isJson(entry['config']) ? entry['config'] : {};
  return {
    name: textOf(entry['name']) ?? textOf(config['name']) ?? className.toLowerCase(),
    className: className.split('>').at(-1)!,
    config,
    inbound: inboundNames(entry['inbound_nodes']),
    children: childrenOf({ file, className, entry, config, depth }),
  };
}

interface Parent {
  readonly file: string;
  readonly className: string;
  readonly entry: Json;
  readonly config: Json;
  readonly depth: number;
}

function childrenOf(parent: Parent): ConfigLayer[] {
  const { file, entry, config, depth } = parent;
  const inner = (value: unknown) => (isJson(value) ? [layerOfConfig(file, value, depth + 1)] : []);
  if (depth > greatestDepth)
    throw new Error(`${file}: its config nests layers too deeply; refused`);
  if (Array.isArray(entry['config']) || Array.isArray(config['layers'])) {
    return layersOfModel(file, entry, depth + 1);
  }
  if (parent.className === 'Bidirectional') {
    return bothDirections(inner(config['layer']), inner(config['backward_layer']));
  }
  if (Array.isArray(config['cells'])) return config['cells'].flatMap(inner);
  return [...inner(config['layer']), ...inner(config['cell'])];
}

/** A Bidirectional names one layer; the other direction is its mirror, unless it is given. */
function bothDirections(
  forward: readonly ConfigLayer[],
  backward: readonly ConfigLayer[],
): ConfigLayer[] {
  const [first] = forward;
  if (!first) return [];
  const mirrored = { ...first.config, go_backwards: !first.config['go_backwards'] };
  const second = backward[0] ?? { ...first, config: mirrored };
  const plain = first.name.replace(/^forward_/, '');
  const other = backward[0] ? second.name.replace(/^backward_/, '') : plain;
  return [
    { ...first, name: `forward_${plain}` },
    { ...second, name: `backward_${other}` },
  ];
}

/** The model's own name, where its config has one. */
export function modelNameOf(config: unknown): string | undefined {
  const body = isJson(config) ? config['config'] : undefined;
  return isJson(body) ? textOf(body['name']) : undefined;
}
