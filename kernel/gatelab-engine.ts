// The engine as notebooks know it: gatelab's own exports are in scope.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEngine } from './engine/cell-engine.js';
import type { EngineOptions } from './engine/engine-options.js';
import type { Engine } from './engine/engine.js';
import type { ModuleNamespace } from './engine/module-namespace.js';

/** Makes the engine of a notebook in `folder`. */
export function createGatelabEngine(options: Omit<EngineOptions, 'api'>): Engine {
  return createEngine({
    ...options,
    api: {
      name: 'gatelab',
      types: apiTypes(),
      load: () => import('./index.js') as Promise<ModuleNamespace>,
    },
  });
}

/** The declarations beside the built module, or its source where it runs from source. */
function apiTypes(): string {
  const built = fileURLToPath(new URL('./index.d.ts', import.meta.url));
  return existsSync(built) ? built : built.replace(/\.d\.ts$/, '.ts');
}
