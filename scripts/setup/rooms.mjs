// The rooms of the house: which file imports which, which room takes from which, and where imports circle.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { root, walk } from './files.mjs';

/** The parts of the house, top floor first; imports go downwards. */
export const parts = ['kernel', 'widgets', 'src'];

/** Rooms that hold rooms: `widgets/host/core` is a room of its own, `widgets/plot/heatmap` belongs to `widgets/plot`. */
const deep = ['widgets/host'];

/** @returns the files of the house with what each imports, by paths from the root. */
export function importsOfAll() {
  const paths = parts
    .flatMap((part) => walk(join(root, part)))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => relative(root, path).replaceAll('\\', '/'));
  const known = new Set(paths);
  return new Map(
    paths.map((path) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(root, path), 'utf8'));
      const targets = importedFiles
        .filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => join(dirname(path), fileName).replaceAll('\\', '/'))
        .map((target) => target.replace(/\.js$/, '.ts'))
        .filter((target) => known.has(target));
      return [path, [...new Set(targets)]];
    }),
  );
}

/** The room of a file; one that lies in no folder of its part is its own room. */
export function roomOf(path) {
  const folders = dirname(path).split('/');
  if (folders.length === 1) return path;
  const depth = deep.includes(folders.slice(0, 2).join('/')) ? 3 : 2;
  return folders.length < depth ? path : folders.slice(0, depth).join('/');
}

/** @returns the rooms with what each takes from: `Map` from room to a sorted list of rooms. */
export function takesFrom(imports) {
  const rooms = new Map();
  for (const [path, targets] of imports) {
    const room = roomOf(path);
    if (!rooms.has(room)) rooms.set(room, new Set());
    for (const target of targets) if (roomOf(target) !== room) rooms.get(room).add(roomOf(target));
  }
  return new Map([...rooms].map(([room, others]) => [room, [...others].sort()]));
}

/** The circles of a graph (Tarjan 1972): lists of nodes that can all reach one another. */
export function circlesOf(graph) {
  const [order, lowest, stack, circles] = [new Map(), new Map(), [], []];
  const visit = (node) => {
    order.set(node, order.size);
    lowest.set(node, order.get(node));
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(node, Math.min(lowest.get(node), lowest.get(next)));
    }
    if (lowest.get(node) !== order.get(node)) return;
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1) circles.push(circle);
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}
