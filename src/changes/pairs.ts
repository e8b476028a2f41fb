import { someOf } from '../lists/some-of.js';
import type { Layer } from '../api/layer.js';
import type { Model } from '../api/model.js';
import type { WeightPart } from './weight-parts.js';
import { weightParts, weightTensors } from './weight-parts.js';
import { append } from '../lists/append.js';

/** A layer of one model and the layer of the other that is to be the same. */
export interface LayerPair {
  /** The first model's. */
  readonly a: Layer;
  /** The second model's. */
  readonly b: Layer;
  /** The parts of their weights that both have. */
  readonly parts: readonly (readonly [WeightPart, WeightPart])[];
}

/** Layers that belong together, and in sentences what has no counterpart or is read otherwise. */
export interface Pairing {
  /** In the order of the first model's layers. */
  readonly pairs: readonly LayerPair[];
  /** What has no counterpart, or is read otherwise: one sentence each. */
  readonly unlike: readonly string[];
}

/** Finds for each layer with weights its counterpart: by its name, or else by its place among the layers of its class. */
export function pairLayers(a: Model, b: Model): Pairing {
  const [ours, theirs] = [a, b].map(withWeights) as [Layer[], Layer[]];
  const [pairs, unlike]: [LayerPair[], string[]] = [[], []];
  const taken = new Set<Layer>();
  for (const layer of ours) {
    const other = counterpart(layer, ours, theirs);
    const odd: string[] = [];
    const parts = other && !taken.has(other) ? partsIn(layer, other, odd) : [];
    // A layer of another name that has nothing in common is no counterpart.
    if (!other || taken.has(other) || (parts.length === 0 && other.name !== layer.name)) {
      unlike.push(
        `${layer.name} is in the first model only${layer.isRecurrent && odd.length > 0 ? `: ${odd.join('; ')}` : ''}`,
      );
      continue;
    }
    taken.add(other);
    append(unlike, odd);
    if (parts.length > 0) pairs.push({ a: layer, b: other, parts });
  }
  for (const layer of theirs) {
    if (!taken.has(layer)) unlike.push(`${layer.name} is in the second model only`);
  }
  return { pairs, unlike };
}

/** Layers that hold weights of their own: not the models and wrappers that list those of the layers in them. */
function withWeights({ layers }: Model): Layer[] {
  const isWithin = (outer: Layer) => layers.some(({ name }) => name.startsWith(`${outer.name}/`));
  const recurrent = layers.filter((layer) => layer.isRecurrent);
  return layers.filter(
    (layer) =>
      weightTensors(layer).length > 0 &&
      (layer.isRecurrent ||
        (!isWithin(layer) && !recurrent.some(({ name }) => layer.name.startsWith(`${name}/`)))),
  );
}

function counterpart(layer: Layer, ours: readonly Layer[], theirs: readonly Layer[]) {
  const named = theirs.find(({ name }) => name === layer.name);
  if (named) return named;
  // Names of a converted copy may be others; its order is not.
  const alike = (one: Layer) => one.isRecurrent === layer.isRecurrent;
  const [here, there] = [ours.filter(alike), theirs.filter(alike)];
  const other = there[here.indexOf(layer)];
  const isFree = other && !ours.some(({ name }) => name === other.name);
  return here.length === there.length && isFree ? other : undefined;
}

function partsIn(a: Layer, b: Layer, unlike: string[]): LayerPair['parts'] {
  const broken = [a, b].find(({ isRecurrent, cannotRun }) => isRecurrent && cannotRun);
  if (broken) {
    unlike.push(broken.cannotRun!);
    return [];
  }
  if (a.isRecurrent && b.isRecurrent) {
    const [one, two] = [conventionOf(a), conventionOf(b)];
    if (one !== two) unlike.push(`${a.name} is read as ${one} in the first model, as ${two} in the second`); // prettier-ignore
  }
  const [ours, theirs] = [weightParts(a), turnedAs(a, b)];
  const byName = new Map(theirs.map((part) => [part.name, part]));
  const [found, odd]: [[WeightPart, WeightPart][], string[]] = [[], []];
  for (const [k, part] of ours.entries()) {
    const other = byName.get(part.name) ?? (a.isRecurrent ? undefined : theirs[k]);
    const shape = part.shape.join(' × ');
    if (!other) odd.push(`${part.name} (${shape}) in the first model only`);
    else if (other.shape.join(' × ') !== shape) {
      odd.push(`${part.name} ${shape} in the first model, ${other.shape.join(' × ')} in the second`); // prettier-ignore
    } else found.push([part, other]);
  }
  for (const part of theirs) {
    const known = ours.some(({ name }) => name === part.name) || found.some(([, b]) => b === part);
    if (!known) odd.push(`${part.name} (${part.shape.join(' × ')}) in the second model only`);
  }
  if (odd.length > 0) unlike.push(`${a.name} has ${someOf(odd)}`);
  // Where a kernel has another shape, what is left of the layer says nothing.
  return a.isRecurrent && odd.some((one) => /^[a-z0-9_]*[WU]\./.test(one)) ? [] : found;
}

/** The parts of the second layer in the order of axes of the first: PyTorch keeps a Linear's matrix outputs × inputs. */
function turnedAs(a: Layer, b: Layer): WeightPart[] {
  const parts = weightParts(b);
  const isTurned = (a.className === 'torch.Linear') !== (b.className === 'torch.Linear');
  if (a.isRecurrent || !isTurned) return parts;
  return parts.map((part) => {
    const [rows, columns] = part.shape as [number, number];
    if (part.shape.length !== 2) return part;
    const values = Float64Array.from(part.values, (_, k) => {
      return part.values[(k % rows) * columns + Math.floor(k / rows)]!;
    });
    return { ...part, shape: [columns, rows], values };
  });
}

/** What a recurrent layer's weights mean, in a few words; empty where its cells are convolutional. */
function conventionOf(layer: Layer): string {
  const { directions } = layer.recurrent().setup();
  return directions
    .flatMap(({ specs, backwards }) =>
      specs.map(({ kind, activation, recurrentActivation, resetAfter }) =>
        [
          kind,
          activation.id,
          kind === 'simple-rnn' ? '' : recurrentActivation.id,
          kind === 'gru' ? `reset ${resetAfter ? 'after' : 'before'} the product` : '',
          backwards ? 'backwards' : '',
        ]
          .filter(Boolean)
          .join(' '),
      ),
    )
    .join(' and ');
}
