// Rows that behave alike, side by side: agglomerative clustering with average linkage.
import type { Facet } from './spec.js';

/** Two nodes become one at a height. Nodes below the row count are rows, the others earlier merges in order. */
export interface Merge {
  /** The first node. */
  readonly left: number;
  /** The second node. */
  readonly right: number;
  /** How far they were apart. */
  readonly height: number;
}

/** More rows are not clustered: distances between all pairs would take the browser's memory and patience. */
export const mostClustered = 2048;

/** At most this many columns are compared; more are averaged first. */
const profileLength = 128;

function profiles({ data, rows, stored }: Facet): Float64Array[] {
  const length = Math.min(profileLength, stored);
  return Array.from({ length: rows }, (_, row) => {
    const profile = new Float64Array(length);
    const counts = new Float64Array(length);
    for (let column = 0; column < stored; column++) {
      const value = data[row * stored + column]!;
      if (value !== value) continue;
      const bin = Math.floor((column * length) / stored);
      profile[bin]! += value;
      counts[bin]! += 1;
    }
    return profile.map((sum, bin) => (counts[bin] === 0 ? 0 : sum / counts[bin]!));
  });
}

function euclidean(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}

function distances(rows: readonly Float64Array[]): Float64Array[] {
  const matrix = rows.map(() => new Float64Array(rows.length));
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < i; j++) matrix[i]![j] = matrix[j]![i] = euclidean(rows[i]!, rows[j]!);
  }
  return matrix;
}

function nearest(matrix: readonly Float64Array[], alive: readonly boolean[], i: number): number {
  let best = -1;
  for (let j = 0; j < alive.length; j++) {
    if (j !== i && alive[j] && (best < 0 || matrix[i]![j]! < matrix[i]![best]!)) best = j;
  }
  return best;
}

/** Merges by chains of nearest neighbours: each link is shorter than the last, so two that choose each other are next. */
function mergeAll(matrix: Float64Array[]): { a: number; b: number; height: number }[] {
  const alive = matrix.map(() => true);
  const size = matrix.map(() => 1);
  const found: { a: number; b: number; height: number }[] = [];
  let chain: number[] = [];
  while (found.length < matrix.length - 1) {
    if (chain.length === 0) chain = [alive.indexOf(true)];
    const a = chain.at(-1)!;
    const before = chain.at(-2);
    let b = nearest(matrix, alive, a);
    // A tie goes back, otherwise the chain could run in a ring.
    if (before !== undefined && matrix[a]![before]! <= matrix[a]![b]!) b = before;
    if (b !== before) {
      chain.push(b);
      continue;
    }
    chain.length -= 2;
    found.push({ a, b, height: matrix[a]![b]! });
    joinInto(matrix, size, a, b);
    alive[a] = false;
  }
  return found;
}

/** Average linkage: the distance to the pair is the mean over all their rows. Node b becomes the pair. */
function joinInto(matrix: Float64Array[], size: number[], a: number, b: number): void {
  const [na, nb] = [size[a]!, size[b]!];
  for (let k = 0; k < matrix.length; k++) {
    const mean = (na * matrix[a]![k]! + nb * matrix[b]![k]!) / (na + nb);
    matrix[b]![k] = matrix[k]![b] = mean;
  }
  size[b] = na + nb;
}

/** Clusters the rows; the order is that of the tree's leaves, the merges run from the lowest to the highest. */
export function clusterRows(facet: Facet): { order: Int32Array; merges: Merge[] } {
  const raw = mergeAll(distances(profiles(facet))).sort((x, y) => x.height - y.height);
  const node = Array.from({ length: facet.rows }, (_, row) => row);
  const leaves: number[][] = node.map((row) => [row]);
  const find = (row: number): number => node[row]!;
  const merges: Merge[] = [];
  for (const { a, b, height } of raw) {
    const [left, right] = [find(a), find(b)].sort((x, y) => leaves[x]![0]! - leaves[y]![0]!) as [
      number,
      number,
    ];
    const joined = [...leaves[left]!, ...leaves[right]!];
    merges.push({ left, right, height });
    leaves.push(joined);
    for (const row of joined) node[row] = leaves.length - 1;
  }
  return { order: Int32Array.from(leaves.at(-1) ?? []), merges };
}
