import type { Graph } from './graph.js';

/** The layer of the outermost graph that a path leads to, or into. */
export function outerLayer(graph: Graph, path: string): string {
  if (graph.nodes.has(path)) return path;
  // Names may hold slashes themselves, so every slash is tried as the border between outer and inner.
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const name = path.slice(0, at);
    if (graph.nodes.get(name)?.inner) return name;
  }
  return path;
}

/** The layers without inbound ones that a layer depends on; itself, if it takes nothing from others. */
export function sourcesOf(graph: Graph, name: string): string[] {
  const found = new Set<string>();
  const seen = new Set([name]);
  // A set may grow while it is gone through.
  for (const at of seen) {
    const { inbound } = graph.nodes.get(at)!;
    if (inbound.length === 0) found.add(at);
    for (const { layer } of inbound) seen.add(layer);
  }
  return graph.inputs.filter((source) => found.has(source));
}
