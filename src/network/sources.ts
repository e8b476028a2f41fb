import type { Graph } from './graph.js';

/** The layer of the outermost graph that a path leads to, or into. */
export function outerLayer(graph: Graph, path: string): string {
  if (graph.nodes.has(path)) return path;
  const found = [...graph.nodes].find(([name, { inner }]) => inner && path.startsWith(`${name}/`));
  return found?.[0] ?? path;
}

/** The layers without inbound ones that a layer depends on; itself, if it takes nothing from others. */
export function sourcesOf(graph: Graph, name: string): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (at: string) => {
    if (seen.has(at)) return;
    seen.add(at);
    const { inbound } = graph.nodes.get(at)!;
    if (inbound.length === 0) found.add(at);
    for (const { layer } of inbound) visit(layer);
  };
  visit(name);
  return graph.inputs.filter((source) => found.has(source));
}
