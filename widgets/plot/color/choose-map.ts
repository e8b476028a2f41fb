// Which colour map shows which numbers, so that a number has one colour wherever it stands.
import type { NormState, Quantity } from '../../state/index.js';
import { colorMap, type ColorMap } from './color-map.js';

/** Quantities that may be positive or negative, and whose zero means something. */
const signed = new Set<Quantity>(['hidden', 'cell', 'error', 'weight']);

/** Whether zero is the middle of what these numbers can be. */
export const isSigned = (quantity: Quantity): boolean => signed.has(quantity);

/** Signed numbers: red below zero, white at it, blue above. */
const signedMap = 'RdBu';

/** Numbers that start at zero (gates, sizes): dark for little, bright for much, and no white that could be taken for zero. */
const unsignedMap = 'viridis';

/** What decides a map that nobody chose. */
export interface MapQuestion {
  /** What the numbers are. */
  readonly quantity: Quantity;
  /** How numbers become places. */
  readonly norm: NormState['type'];
  /** The lower colour limit. */
  readonly vmin: number;
  /** The upper colour limit. */
  readonly vmax: number;
}

const portions = new Map<string, ColorMap>();

/** The entries of a map between two places of it, as a map of its own. */
function portionOf(name: string, from: number, to: number): ColorMap {
  const key = `${name} ${from} ${to}`;
  const known = portions.get(key);
  if (known) return known;
  const { rgb, size } = colorMap(name);
  const part = new Uint8Array(size * 3);
  for (let i = 0; i < size; i++) {
    const entry = Math.min(size - 1, Math.floor((from + ((i + 0.5) / size) * (to - from)) * size));
    part.set(rgb.subarray(entry * 3, entry * 3 + 3), i * 3);
  }
  // While limits are dragged there is a new portion with every frame.
  if (portions.size > 64) portions.clear();
  const map = { name, size, rgb: part };
  portions.set(key, map);
  return map;
}

/** The signed map over these limits with white at zero: where they are uneven, the part of the map that they reach. */
function aroundZero(vmin: number, vmax: number): ColorMap {
  const reach = Math.max(-vmin, vmax);
  if (-vmin === vmax || reach <= 0 || !Number.isFinite(reach)) return colorMap(signedMap);
  return portionOf(signedMap, (vmin + reach) / (2 * reach), (vmax + reach) / (2 * reach));
}

/** The map that was chosen, or for `auto` the one that suits the numbers. Throws as `colorMap` does. */
export function chooseMap(choice: string, { quantity, norm, vmin, vmax }: MapQuestion): ColorMap {
  if (choice !== 'auto') return colorMap(choice);
  // These norms have a middle of their own, which is white.
  if (norm === 'centered' || norm === 'twoslope') return colorMap(signedMap);
  if (norm === 'log' || norm === 'power' || !isSigned(quantity)) return colorMap(unsignedMap);
  return aroundZero(vmin, vmax);
}

/** What plain values are taken for: signed where they have both signs and nobody chose a map with its own middle. */
export function quantityShown(
  quantity: Quantity,
  choice: string,
  [low, high]: readonly [number, number],
): Quantity {
  return quantity === 'value' && choice === 'auto' && low < 0 && high > 0 ? 'error' : quantity;
}
