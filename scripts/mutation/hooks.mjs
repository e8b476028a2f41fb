// Node loads the sources with their faults in them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { withFaults } from './mutants.mjs';

let faults;

/** @param given the faults, by the path of their source */
export function initialize(given) {
  faults = new Map(given);
}

export async function load(url, context, next) {
  const path = url.startsWith('file:') ? fileURLToPath(url.split('?')[0]) : '';
  const own = faults.get(path);
  if (!own) return next(url, context);
  const text = withFaults(readFileSync(path, 'utf8'), own);
  const { code } = transformSync(text, { loader: 'ts', target: 'node20', sourcefile: path });
  return { format: 'module', source: code, shortCircuit: true };
}
