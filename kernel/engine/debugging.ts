// What the engine leaves for a debugger to find. The debugger runs on another thread and sees V8's objects only.
import { plainText } from '../display/plain-text.js';

/** Shows the notebook's scope, and how its values are printed. */
export function showToDebugger(scope: object): void {
  Object.defineProperty(globalThis, Symbol.for('gatelab.notebook'), {
    value: { scope, text: plainText },
    configurable: true,
  });
}

/** Carries a cell's source and lines along with its code. */
export function sourceMapComment(source: string, mappings: string): string {
  const map = { version: 3, file: 'gatelab-cell', sources: [], sourcesContent: [source], mappings };
  const data = Buffer.from(JSON.stringify(map)).toString('base64');
  return `\n//# sourceMappingURL=data:application/json;base64,${data}`;
}
