// What a layer needs around it to be run by its framework from the model's input: the layers in front, without the rest of the file.
import type { Layer } from '../api/layer.js';
import type { Model } from '../api/model.js';
import { UnsupportedError } from '../errors.js';
import { nestedClasses } from '../graph/nested.js';
import type { LayerSpec, Tensor } from '../model/model-file.js';
import { howToTrust, inertConfig, plainLayers } from './inert-config.js';
import { append } from '../lists/append.js';

/** One layer to be rebuilt. */
export interface RebuiltLayer {
  /** The layer's name in the model. */
  readonly name: string;
  /** Keras's class. */
  readonly className: string;
  /** What Keras makes it from. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Whose outputs it is called with, and which of them; none for a layer at the start. */
  readonly inputs: readonly (readonly [layer: string, output: number])[];
  /** Its stored arrays, in the order in which Keras sets them. */
  readonly weights: readonly Tensor[];
}

/** One layer alone, whatever stands in front. @throws UnsupportedError when its config could run code. */
export function alone(model: Model, layer: Layer): RebuiltLayer {
  return { ...rebuilt(model, layer), inputs: [] };
}

/**
 * The layer and all that stand in front of it, in the order in which they are called. Undefined where that is more than a graph of single
 * layers with one input: nested models, layers that are called several times.
 * @throws UnsupportedError when the config of one of them could run code.
 */
export function withFront(model: Model, layer: Layer): readonly RebuiltLayer[] | undefined {
  const found = new Map<string, RebuiltLayer>();
  const order = orderOf(model, layer);
  if (!order) return undefined;
  for (const part of order) found.set(part.name, rebuilt(model, part));
  const starts = [...found.values()].filter(({ inputs }) => inputs.length === 0);
  return starts.length === 1 ? [...found.values()] : undefined;
}

/** The layers that are reached from one against the arrows, each after those it takes from; undefined where that is no simple graph. */
function orderOf(model: Model, layer: Layer): readonly Layer[] | undefined {
  const simple = new Set(model.file.layers.filter(isSimple).map(({ name }) => name));
  const done = new Map<string, Layer>();
  const waiting = new Set<string>();
  const open = [layer];
  for (let part = open.at(-1); part; part = open.at(-1)) {
    if (!simple.has(part.name)) return undefined;
    const missing = before(model, part).filter(({ name }) => !done.has(name));
    if (done.has(part.name) || missing.length === 0) {
      open.pop();
      done.set(part.name, part);
    } else if (waiting.has(part.name)) return undefined;
    else {
      waiting.add(part.name);
      append(open, missing);
    }
  }
  return [...done.values()];
}

const isSimple = ({ calls, className }: LayerSpec): boolean =>
  (calls ?? []).length === 0 && plainLayers.has(className);

/** The layers that one takes its input from. */
const before = (model: Model, layer: Layer): Layer[] =>
  arrowsOf(layer).map(([name]) => model.layer(name));

const arrowsOf = (layer: Layer): [string, number][] =>
  layer.connectedTo.map((entry) => {
    const [, name, output] = /^(.*):(\d+)$/.exec(entry) ?? [];
    return name === undefined ? [entry, 0] : [name, Number(output)];
  });

function rebuilt({ file }: Model, layer: Layer): RebuiltLayer {
  const { name, className, config, tensors } = layer;
  if (!plainLayers.has(className)) throw foreign(layer, file.name, name);
  const children = file.layers.find((found) => found.name === name)?.children ?? [];
  const weights = tensors.length > 0 ? tensors : children.flatMap((child) => child.weights);
  return { name, className, config: inertConfig(config, name), inputs: arrowsOf(layer), weights };
}

/** The first layer in front of one (or itself) that is none of the framework's own: a Lambda, a custom class. */
export function foreignInFront(model: Model, layer: Layer): UnsupportedError | undefined {
  const seen = new Set<string>();
  const open = [layer];
  for (let part = open.pop(); part; part = open.pop()) {
    if (seen.has(part.name)) continue;
    seen.add(part.name);
    if (!plainLayers.has(part.className) && !nestedClasses.has(part.className))
      return foreign(part, model.file.name, layer.name);
    append(open, before(model, part));
  }
  return undefined;
}

function foreign({ name, className }: Layer, file: string, asked: string): UnsupportedError {
  const where = name === asked ? '' : ` in front of "${asked}"`;
  return new UnsupportedError(
    `Layer "${name}"${where} in ${file} is a ${className}, which is none of Keras's own layers that are rebuilt without running code of the file; ${howToTrust}`,
    { file, layer: name, reason: 'unsafe' },
  );
}
