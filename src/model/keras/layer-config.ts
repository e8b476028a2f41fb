import type { ModelEnds } from '../model-file.js';
import { isJson, textOf, type Json } from '../parse-json.js';
import { functionalGraph } from './functional-graph.js';
import { untuple } from './untuple.js';

/** A layer as a Keras config describes it, before its weights are found. */
export interface ConfigLayer {
  readonly name: string;
  readonly className: string;
  readonly config: Json;
  readonly inbound: readonly string[];
  readonly calls?: readonly (readonly string[])[];
  readonly ends?: ModelEnds;
  readonly children: readonly ConfigLayer[];
}

/** A whole model's config: its layers, and which of them its inputs and outputs are. */
export interface ConfigModel {
  readonly layers: readonly ConfigLayer[];
  /** Undefined for a Sequential, whose ends are its first and last layer. */
  readonly ends: ModelEnds | undefined;
}

/** Deeper nesting than this is no model but an attack on the stack. */
const greatestDepth = 32;

/** Reads a whole model's config, Sequential or functional, of any Keras; `file` is named in errors. */
export function modelOfConfig(file: string, config: unknown): ConfigModel {
  return readModel(file, untuple(config), 0);
}

/** Whether a config says of what layers its model is made; that of a class of the user's own does not. */
export function listsLayers(config: unknown): boolean {
  return listOf(config) !== undefined;
}

function listOf(config: unknown): unknown[] | undefined {
  const body = isJson(config) ? config['config'] : undefined;
  // Keras up to 2.2 stored a Sequential as a bare list.
  const list = Array.isArray(body) ? body : isJson(body) ? body['layers'] : undefined;
  return Array.isArray(list) ? list : undefined;
}

function readModel(file: string, config: unknown, depth: number): ConfigModel {
  if (depth > greatestDepth)
    throw new Error(`${file}: its config nests models too deeply; refused`);
  const body = isJson(config) ? config['config'] : undefined;
  const list = listOf(config);
  if (!list) {
    throw new Error(
      `${file}: its config lists no layers; only Sequential and functional models can be opened`,
    );
  }
  const layers = list.map((entry) => layerOfConfig(file, entry, depth + 1));
  const isGraph = list.some((entry) => isJson(entry) && 'inbound_nodes' in entry);
  if (!isGraph || !isJson(body)) return { layers: chain(layers), ends: undefined };
  const nodesOf = (n: number) => (list[n] as Json)['inbound_nodes'];
  const entries = layers.map(({ name }, n) => ({ name, nodes: nodesOf(n) }));
  const graph = functionalGraph(entries, body);
  const connected = layers.map((layer) => {
    const calls = graph.callsOf(layer.name);
    return { ...layer, inbound: calls[0] ?? [], ...(calls.length > 1 && { calls }) };
  });
  return { layers: withoutMaskOps(connected, graph.ends), ends: graph.ends };
}

/**
 * Keras 3 also lists the operations that work out masks. Nobody takes them as data, and masks are worked out anew, so they are
 * left out; operations that a model computes with are kept.
 */
function withoutMaskOps(layers: readonly ConfigLayer[], { outputs }: ModelEnds): ConfigLayer[] {
  const nameOf = (entry: string) => entry.replace(/(#\d+)?(:\d+)?$/, '');
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const kept = new Set<ConfigLayer>();
  const waiting = layers.filter(({ className }) => !className.startsWith(operations));
  waiting.push(...outputs.flatMap((entry) => byName.get(nameOf(entry)) ?? []));
  for (let layer = waiting.pop(); layer; layer = waiting.pop()) {
    if (kept.has(layer)) continue;
    kept.add(layer);
    const taken = layer.calls?.flat() ?? layer.inbound;
    waiting.push(...taken.flatMap((entry) => byName.get(entry) ?? byName.get(nameOf(entry)) ?? []));
  }
  return layers.filter((layer) => kept.has(layer));
}

/** What stands in front of the class of an operation, which may be called as a layer is: `keras.ops.Add`. */
const operations = 'keras.ops.';

function classNameOf(entry: Json): string | undefined {
  const className = textOf(entry['class_name'])?.split('>').at(-1);
  return className && isOperation(entry) ? operations + className : className;
}

/** `.keras` says the module that a class is of. HDF5 does not; but an operation's config holds only its name there. */
function isOperation({ module, config, inbound_nodes: nodes }: Json): boolean {
  if (typeof module === 'string') return /^keras\.(src\.)?ops\b/.test(module);
  const keys = isJson(config) ? Object.keys(config) : [];
  return nodes !== undefined && keys.length === 1 && keys[0] === 'name';
}

/** In a Sequential every layer takes the output of the one before. */
function chain(layers: readonly ConfigLayer[]): ConfigLayer[] {
  return layers.map((layer, n) => {
    const before = layers[n - 1];
    return { ...layer, inbound: before ? [before.name] : [] };
  });
}

function layerOfConfig(file: string, entry: unknown, depth: number): ConfigLayer {
  if (!isJson(entry)) throw new Error(`${file}: its config holds something that is no layer`);
  const className = classNameOf(entry);
  if (!className) throw new Error(`${file}: its config holds a layer without a class`);
  const config = isJson(entry['config']) ? entry['config'] : {};
  return {
    name: textOf(entry['name']) ?? textOf(config['name']) ?? className.toLowerCase(),
    className,
    config,
    inbound: [],
    ...insideOf({ file, className, entry, config, depth }),
  };
}

interface Parent {
  readonly file: string;
  readonly className: string;
  readonly entry: Json;
  readonly config: Json;
  readonly depth: number;
}

function insideOf(parent: Parent): Pick<ConfigLayer, 'children' | 'ends'> {
  const { file, entry, config, depth } = parent;
  if (depth > greatestDepth)
    throw new Error(`${file}: its config nests layers too deeply; refused`);
  if (!Array.isArray(entry['config']) && !Array.isArray(config['layers'])) {
    return { children: childrenOf(parent) };
  }
  const { layers, ends } = readModel(file, entry, depth + 1);
  return { children: layers, ...(ends && { ends }) };
}

function childrenOf(parent: Parent): ConfigLayer[] {
  const { file, config, depth } = parent;
  const inner = (value: unknown) => (isJson(value) ? [layerOfConfig(file, value, depth + 1)] : []);
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
