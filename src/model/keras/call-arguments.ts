import { isJson, type Json } from '../parse-json.js';
import { outputsIn, type NodeOutput } from './inbound-nodes.js';

/** A layer's entry in a functional config, as far as its calls are concerned. */
export interface CalledLayer {
  /** The layer's name. */
  readonly name: string;
  /** With `keras.ops.` in front where it is an operation. */
  readonly className: string;
  /** The layer's own config, as stored. */
  readonly config: Json;
  /** `inbound_nodes`, as stored. */
  readonly nodes: unknown;
}

/**
 * Why the calls of a functional model's layers cannot be run, by the names of the layers. What a call hands over by name counts: a mask that
 * no layer in front makes, a tensor, and in Keras 2 `training=True`, which `predict` keeps to (Monte Carlo dropout). Keras 3's
 * `predict` sets `training` anew (`Functional.call`), and writes the masks that layers in front have made into the calls.
 */
export function unrunnableCalls(layers: readonly CalledLayer[]): ReadonlyMap<string, string> {
  const isMade = maskJudge(layers);
  const found = new Map<string, string>();
  for (const layer of layers) {
    const reason = callsIn(layer.nodes)
      .map((call) => whyNot(layer, call, isMade))
      .find((one) => one !== undefined);
    if (reason === undefined) continue;
    found.set(layer.name, `${reason}, which gatelab cannot run; the layers before it still work`);
  }
  return found;
}

interface NamedArguments {
  readonly named: Json;
  readonly keras3: boolean;
}

/** The named arguments of each call: of Keras 3's `{ args, kwargs }`, and of Keras 2's `[name, node, tensor, kwargs]`. */
function callsIn(nodes: unknown): NamedArguments[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown): NamedArguments[] => {
    if (isJson(node))
      return isJson(node['kwargs']) ? [{ named: node['kwargs'], keras3: true }] : [];
    return namedIn(node, 0).map((named): NamedArguments => ({ named, keras3: false }));
  });
}

/** A layer of one input may have its tensor without a list around it. */
function namedIn(node: unknown, depth: number): Json[] {
  if (!Array.isArray(node) || depth > 2) return [];
  if (typeof node[0] === 'string') return isJson(node[3]) ? [node[3]] : [];
  return node.flatMap((one) => namedIn(one, depth + 1));
}

function whyNot(
  layer: CalledLayer,
  { named, keras3 }: NamedArguments,
  isMade: (mask: unknown) => boolean,
): string | undefined {
  for (const [key, value] of Object.entries(named)) {
    if (key === 'initial_state' || value === null || value === undefined) continue;
    if (key === 'training') {
      if (keras3 || !value || isTheSame(layer)) continue;
      return 'is called with training=True, so that Keras computes it as in training, in predict too';
    }
    if (key === 'mask' ? !(keras3 && isMade(value)) : outputsIn(value).length > 0) {
      return key === 'mask'
        ? 'is given a mask of its own in its call'
        : `is given "${key}" by name in its call`;
    }
  }
  return undefined;
}

const plainRecurrent: ReadonlySet<string> = new Set(['LSTM', 'GRU', 'SimpleRNN']);

/** Whether a layer computes the same in training: a recurrent one without dropout. */
function isTheSame({ className, config }: CalledLayer): boolean {
  return plainRecurrent.has(className) && !config['dropout'] && !config['recurrent_dropout'];
}

/** What Masking and Embedding layers compare with what, as `NotEqual` is written by Keras 3 for each. */
function madeMasks(layers: readonly CalledLayer[]): ReadonlySet<string> {
  return new Set(
    layers.flatMap(({ className, config, nodes }) => {
      const value = className === 'Masking' ? (config['mask_value'] ?? 0) : 0;
      if (className !== 'Masking' && !(className === 'Embedding' && config['mask_zero'])) return [];
      return outputsIn(nodes).map((source) => comparison(source, value));
    }),
  );
}

function comparison({ layer, node, tensor }: NodeOutput, value: unknown): string {
  return JSON.stringify([layer, node, tensor, value]);
}

/** More steps than this back through the operations of masks are no model; the masks that are left count as unknown. */
const mostSteps = 1_000_000;

/** Tells whether a mask is worked out of nothing but masks that layers have made. */
function maskJudge(layers: readonly CalledLayer[]): (mask: unknown) => boolean {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const made = madeMasks(layers);
  const known = new Set<string>();
  let steps = 0;
  return (mask) => {
    const waiting = outputsIn(mask);
    const seen = new Set<string>();
    let found = false;
    for (let output = waiting.pop(); output; output = waiting.pop()) {
      const key = comparison(output, null);
      found ||= known.has(key);
      if (known.has(key) || seen.has(key)) continue;
      seen.add(key);
      const sources = ++steps < mostSteps ? sourcesOf(output, byName, made) : undefined;
      if (sources === undefined) return false;
      if (sources === 'made') found = true;
      else for (const source of sources) waiting.push(source);
    }
    if (!found) return false;
    for (const key of seen) known.add(key);
    return true;
  };
}

/** What an operation works a mask out of; undefined where it is not known to be a mask that layers make. */
function sourcesOf(
  { layer, node }: NodeOutput,
  byName: ReadonlyMap<string, CalledLayer>,
  made: ReadonlySet<string>,
): readonly NodeOutput[] | 'made' | undefined {
  const { className = '', nodes } = byName.get(layer) ?? {};
  if (!className.startsWith('keras.ops.') || !Array.isArray(nodes)) return undefined;
  // What merging layers set beside masks for inputs that have none.
  if (className === 'keras.ops.OnesLike' || className === 'keras.ops.ZerosLike') return [];
  const call: unknown = nodes[node];
  const sources = outputsIn(call);
  if (className === 'keras.ops.NotEqual' && isJson(call) && Array.isArray(call['args'])) {
    const [source] = sources;
    return source && made.has(comparison(source, call['args'][1])) ? 'made' : undefined;
  }
  return sources.length > 0 ? sources : undefined;
}
