// Which declarations of Node cells are checked against: those of the notebook's folder, else those of the running version.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from 'typescript';
import type { TypeScript } from './typescript.js';

/** Declarations that gatelab brings, by the version of Node from which on they fit. */
const ours = [
  [24, 'types-node-24'],
  [22, 'types-node-22'],
  [20, '@types/node'],
] as const;

/** The file that declares Node for a notebook in `folder`; undefined where none is installed. */
export function nodeTypes(
  ts: TypeScript,
  host: ts.ModuleResolutionHost,
  folder: string,
): string | undefined {
  const find = (name: string, from: string): string | undefined =>
    ts.resolveTypeReferenceDirective(name, from, { typeRoots: [] }, host)
      .resolvedTypeReferenceDirective?.resolvedFileName;
  const own = find('node', path.join(folder, 'cell.ts'));
  if (own) return own;
  const running = Number(process.versions.node.split('.')[0]);
  const here = fileURLToPath(import.meta.url);
  const fitting = ours.filter(([from]) => from <= running).map(([, name]) => name);
  for (const name of [...fitting, '@types/node']) {
    const found = find(name.replace('@types/', ''), here);
    if (found) return found;
  }
  return undefined;
}
