// What the engine leaves for a debugger to find. The debugger runs on another thread and sees V8's objects only.
import { makeMimeBundle } from '../display/mime-bundle.js';
import { plainText } from '../display/plain-text.js';
import type { CatchRegion } from './catch-regions.js';

/** Shows the notebook's scope, and how its values are shown. */
export function showToDebugger(scope: object): void {
  Object.defineProperty(globalThis, Symbol.for('gatelab.notebook'), {
    value: { scope, show },
    configurable: true,
  });
}

/** The representations of a value, as JSON; its text alone when there is an error in showing it, or when it takes time. */
function show(value: unknown): string {
  try {
    const bundle = makeMimeBundle(value);
    if (!(bundle instanceof Promise)) return JSON.stringify(bundle);
    bundle.catch(() => undefined);
  } catch {
    // The text below tells enough.
  }
  return JSON.stringify({ 'text/plain': plainText(value) });
}

/** What a debugger is told of a script. */
export interface ScriptSource {
  /** The code as it was typed. */
  readonly source: string;
  /** The source map's `mappings`, from the script to the source. */
  readonly mappings: string;
  /** Where an error thrown inside is caught by the person's own code. */
  readonly catchRegions: readonly CatchRegion[];
  /** The path of a module; a cell has none. */
  readonly path?: string;
}

/** Carries the source and lines of a cell or module along with its code. */
export function sourceMapComment({ source, mappings, catchRegions, path }: ScriptSource): string {
  const map = {
    ...{ version: 3, file: 'gatelab-cell', mappings, catchRegions },
    ...{ sources: path === undefined ? [] : [path], sourcesContent: [source] },
  };
  const data = Buffer.from(JSON.stringify(map)).toString('base64');
  return `\n//# sourceMappingURL=data:application/json;base64,${data}`;
}
