import type { LayerSpec, Tensor } from '../model-file.js';
import type { ConfigLayer } from './layer-config.js';
import { frozenNames, weightNames } from './weight-names.js';

/** A layer of a config with its weights; what stands inside it gets its share of them. */
export function withWeights(layer: ConfigLayer, weights: readonly Tensor[]): LayerSpec {
  const shares = shareOut(layer, weights);
  return {
    ...layer,
    weights,
    children: layer.children.map((child, n) => withWeights(child, shares[n] ?? [])),
  };
}

/** Hands a layer's weights, which Keras stores in one list, to the layers inside it. */
function shareOut(layer: ConfigLayer, weights: readonly Tensor[]): Tensor[][] {
  const { children } = layer;
  if (children.length <= 1) return [[...weights]];
  if (layer.className === 'Bidirectional') {
    const half = Math.floor(weights.length / 2);
    return [weights.slice(0, half), weights.slice(half)];
  }
  return byName(children, weights) ?? byCount(children, weights);
}

/** A weight's name holds the name of its layer; Keras lists a nested model's frozen weights last, whatever their layer. */
function byName(children: readonly ConfigLayer[], weights: readonly Tensor[]) {
  const owners = new Map<string, number>();
  children.forEach((child, n) => addNames(child, n, owners));
  const shares = children.map((): Tensor[] => []);
  for (const weight of weights) {
    const parts = weight.name.split('/').slice(0, -1);
    const owner = parts.map((part) => owners.get(part)).find((n) => n !== undefined);
    if (owner === undefined) return undefined;
    shares[owner]!.push(weight);
  }
  const whole = shares.every((share, n) => share.length === weightNames(children[n]!).length);
  return whole ? shares : undefined;
}

function addNames(layer: ConfigLayer, owner: number, owners: Map<string, number>): void {
  owners.set(layer.name, owner);
  for (const child of layer.children) addNames(child, owner, owners);
}

/** Where names do not tell, every layer takes as many as its class has, trained ones first. */
function byCount(children: readonly ConfigLayer[], weights: readonly Tensor[]): Tensor[][] {
  const frozen = children.map((child) => frozenNames(child).length);
  const trained = children.map((child, n) => weightNames(child).length - frozen[n]!);
  const shares = children.map((): Tensor[] => []);
  let at = 0;
  for (const counts of [trained, frozen]) {
    counts.forEach((count, n) => {
      shares[n] = [...shares[n]!, ...weights.slice(at, (at += count))];
    });
  }
  return shares;
}
