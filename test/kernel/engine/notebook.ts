// A notebook without Jupyter: an engine, a folder of its own, and cells that are numbered.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EngineOptions } from '../../../kernel/engine/engine-options.js';
import type { CellFailure } from '../../../kernel/engine/failures.js';
import type { CellResult, Engine } from '../../../kernel/engine/engine.js';
import { createGatelabEngine } from '../../../kernel/gatelab-engine.js';

/** A notebook under test. */
export interface Notebook {
  readonly folder: string;
  readonly engine: Engine;
  /** Runs a cell. */
  run(code: string, signal?: AbortSignal): Promise<CellResult>;
  /** Runs a cell that must succeed. @returns its value */
  value(code: string): Promise<unknown>;
  /** Runs a cell that must fail. */
  failure(code: string): Promise<CellFailure>;
  write(name: string, text: string): void;
  close(): Promise<void>;
}

/** Opens an empty notebook in a new temporary folder. */
export function openNotebook(options: Partial<EngineOptions> = {}): Notebook {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatelab-engine-'));
  const engine = createGatelabEngine({ folder, ...options });
  let count = 0;
  const notebook: Notebook = {
    folder,
    engine,
    run: (code, signal = new AbortController().signal) =>
      engine.execute({ code, executionCount: ++count, silent: false, signal }),
    async value(code) {
      const result = await notebook.run(code);
      if (result.status === 'ok') return result.value;
      throw new Error(`the cell failed:\n${plain(result.traceback)}`);
    },
    async failure(code) {
      const result = await notebook.run(code);
      if (result.status === 'error') return result;
      throw new Error(`the cell did not fail: ${code}`);
    },
    write: (name, text) => writeFileSync(path.join(folder, name), text),
    async close() {
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
  return notebook;
}

/** A traceback as one text without colours. */
export function plain(traceback: readonly string[]): string {
  // eslint-disable-next-line no-control-regex -- colours are control characters
  return traceback.join('\n').replace(/\u001b\[[\d;]*m/g, '');
}
