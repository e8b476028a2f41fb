import type { OnnxGraph, OnnxNode } from './schema.js';

/** The names of a graph's nodes as layers: their own, or the operation and a number, as they come. */
export function nodeNames(nodes: readonly OnnxNode[]): string[] {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return nodes.map(({ name, type }) => {
    const count = counts.get(type) ?? 0;
    counts.set(type, count + 1);
    const own = name && !taken.has(name) ? name : `${type}_${count}`;
    taken.add(own);
    return own;
  });
}

/** The graphs in a node's body by the attributes they stand in: `then_branch`, `else_branch`, `body`. */
export function bodiesOf({ attributes }: OnnxNode): (readonly [string, OnnxGraph])[] {
  return [...attributes].flatMap(([key, value]) =>
    typeof value === 'object' && 'nodes' in value ? [[key, value] as const] : [],
  );
}
