import { BadFileError } from '../../errors.js';
import type { ModelEnds } from '../model-file.js';
import { plain } from '../../files/quote.js';
import { isJson, textOf, type Json } from '../parse-json.js';
import { unrunnableCalls } from './call-arguments.js';
import { functionalGraph } from './functional-graph.js';
import { requireFewCalls } from './require-few-calls.js';
import { untuple } from './untuple.js';

/** A layer as a Keras config describes it, before its weights are found. */
export interface ConfigLayer {
  /** The layer's name. */
  readonly name: string;
  /** Keras's class, such as `LSTM`. */
  readonly className: string;
  /** The layer's own config, as stored. */
  readonly config: Json;
  /** Whose outputs it takes at its only or first call, in the words of `LayerSpec`. */
  readonly inbound: readonly string[];
  /** What it takes at each call, where it is called several times. */
  readonly calls?: readonly (readonly string[])[];
  /** Inputs and outputs of a nested model. */
  readonly ends?: ModelEnds;
  /** See `LayerSpec`. */
  readonly unrunnable?: string;
  /** The layers of a nested model; empty for others. */
  readonly children: readonly ConfigLayer[];
}

/** A whole model's config: its layers, and which of them its inputs and outputs are. */
export interface ConfigModel {
  /** In the order of the config. */
  readonly layers: readonly ConfigLayer[];
  /** Undefined for a Sequential, whose ends are its first and last layer. */
  readonly ends: ModelEnds | undefined;
}

/** Deeper nesting than this is no model but an attack on the stack. */
const greatestDepth = 32;

/** Reads a whole model's config, Sequential or functional, of any Keras; `file` is named in errors. */
export function modelOfConfig(file: string, config: unknown): ConfigModel {
  const model = readModel(file, untuple(config), 0);
  requireFewCalls(file, model.layers);
  return model;
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
    throw new BadFileError(`${file}: its config nests models too deeply; refused`, {
      file,
      reason: 'unsafe',
    });
  const body = isJson(config) ? config['config'] : undefined;
  const list = listOf(config);
  if (!list) {
    throw new BadFileError(
      `${file}: its config lists no layers; only Sequential and functional models can be opened`,
      { file },
    );
  }
  const layers = list.map((entry) => layerOfConfig(file, entry, depth + 1));
  const isGraph = list.some((entry) => isJson(entry) && 'inbound_nodes' in entry);
  if (!isGraph || !isJson(body)) return { layers: chain(layers), ends: undefined };
  const nodesOf = (n: number) => (list[n] as Json)['inbound_nodes'];
  const entries = layers.map(({ name }, n) => ({ name, nodes: nodesOf(n) }));
  const graph = functionalGraph(entries, body);
  const called = layers.map((layer, n) => ({ ...layer, nodes: nodesOf(n) }));
  const reasons = unrunnableCalls(called);
  const connected = layers.map((layer) => {
    const calls = graph.callsOf(layer.name);
    const unrunnable = layer.unrunnable ?? reasons.get(layer.name);
    return {
      ...layer,
      inbound: calls[0] ?? [],
      ...(calls.length > 1 && { calls }),
      ...(unrunnable !== undefined && { unrunnable }),
    };
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
  const wait = (entries: readonly string[]) => {
    for (const entry of entries) {
      const layer = byName.get(entry) ?? byName.get(nameOf(entry));
      if (layer) waiting.push(layer);
    }
  };
  wait(outputs);
  for (let layer = waiting.pop(); layer; layer = waiting.pop()) {
    if (kept.has(layer)) continue;
    kept.add(layer);
    wait(layer.calls?.flat() ?? layer.inbound);
  }
  return layers.filter((layer) => kept.has(layer));
}

/** What stands in front of the class of an operation, which may be called as a layer is: `keras.ops.Add`. */
const operations = 'keras.ops.';

function classNameOf(entry: Json): string | undefined {
  const className = textOf(entry['class_name'])?.split('>').at(-1);
  return className && isOperation(entry) ? operations + className : className;
}

/**
 * The name of a class that is not Keras's own, whatever Keras's classes are called: `mine>LSTM` computes what its author wrote. `.keras` gives Keras's
 * classes a module; HDF5 tells the others by the package in front of their names, where they were registered.
 */
function usersOwn({ class_name: name, module, registered_name: registered }: Json) {
  if (typeof name === 'string' && name.includes('>')) return name;
  const isKeras = typeof module === 'string' && /^(keras|tf_keras|tensorflow)\b/.test(module);
  return typeof registered === 'string' && !isKeras ? registered : undefined;
}

/** Why a layer of a class of the user's own is not run, and one that has such a layer or cell inside. */
function whyNotRun(entry: Json, children: readonly ConfigLayer[]): Pick<ConfigLayer, 'unrunnable'> {
  const own = usersOwn(entry);
  const inside = children.find(({ unrunnable }) => unrunnable !== undefined)?.unrunnable;
  if (own === undefined && inside === undefined) return {};
  if (own === undefined) return { unrunnable: inside!.replace(/^is of/, 'holds one of') };
  return {
    unrunnable: `is of the user's own class ${plain(own)}, which gatelab cannot run; the layers before it still work`,
  };
}

/** `.keras` says the module that a class is of. HDF5 does not; but every layer of Keras 3 says whether it is trainable, and no operation does. */
function isOperation({ module, config, inbound_nodes: nodes }: Json): boolean {
  if (typeof module === 'string') return /^keras\.(src\.)?ops\b/.test(module);
  const calls = Array.isArray(nodes) ? nodes : [];
  return calls.some(isJson) && isJson(config) && !('trainable' in config);
}

/** In a Sequential every layer takes the output of the one before. */
function chain(layers: readonly ConfigLayer[]): ConfigLayer[] {
  return layers.map((layer, n) => {
    const before = layers[n - 1];
    return { ...layer, inbound: before ? [before.name] : [] };
  });
}

function layerOfConfig(file: string, entry: unknown, depth: number): ConfigLayer {
  if (!isJson(entry))
    throw new BadFileError(`${file}: its config holds something that is no layer`, { file });
  const className = classNameOf(entry);
  if (!className)
    throw new BadFileError(`${file}: its config holds a layer without a class`, { file });
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

function insideOf(parent: Parent): Pick<ConfigLayer, 'children' | 'ends' | 'unrunnable'> {
  const { file, entry, config, depth } = parent;
  if (depth > greatestDepth)
    throw new BadFileError(`${file}: its config nests layers too deeply; refused`, {
      file,
      reason: 'unsafe',
    });
  if (!Array.isArray(entry['config']) && !Array.isArray(config['layers'])) {
    const children = childrenOf(parent);
    return { children, ...whyNotRun(entry, children) };
  }
  const { layers, ends } = readModel(file, entry, depth + 1);
  return { children: layers, ...(ends && { ends }), ...whyNotRun(entry, []) };
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
