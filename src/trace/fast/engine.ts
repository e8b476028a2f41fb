import type { Engine } from './fast-run.js';
import { nativeEngine } from './native-engine.js';
import { nativeLibrary } from '../../native/native-library.js';
import { wasmEngine } from './wasm-engine.js';

/** The name of what computes where nothing is compiled. */
export const definition = 'definition';

let chosen: Engine | undefined;

/**
 * The engine of this process: native code where its file loads, WebAssembly otherwise. `GATELAB_ENGINE=wasm` or `native` chooses.
 * @throws Error where native code is asked for and does not load.
 */
export function engine(): Engine {
  return (chosen ??= choose());
}

function choose(): Engine {
  const { library } = nativeLibrary();
  return library ? nativeEngine(library) : wasmEngine();
}
