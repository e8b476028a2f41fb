// Runs the cells of cases in one notebook, and keeps what they show.
import assert from 'node:assert/strict';
import { makeMimeBundle } from '../../../kernel/display/mime-bundle.js';
import { connectOutputs } from '../../../kernel/outputs/outputs.js';
import { captureStdio } from '../../../kernel/process/stdio.js';
import { openNotebook, plain, type Notebook } from '../engine/notebook.js';
import { bare, type CaseCell } from './cases.js';

/** What a cell came to. */
export interface Shown {
  readonly error: string | undefined;
  readonly outputs: readonly { readonly type: string; readonly text: string }[];
}

/** A notebook whose outputs are kept. */
export class CaseNotebook {
  private count = 0;
  private shown: { type: string; text: string }[] = [];

  constructor(readonly notebook: Notebook = openNotebook()) {
    const keep = (type: string, data: unknown): void => {
      this.shown.push({ type, text: typeof data === 'string' ? data : JSON.stringify(data) });
    };
    const keepBundle = (bundle: object): void =>
      Object.entries(bundle).forEach(([type, data]) => keep(type, data));
    connectOutputs({
      stream: keep,
      displayData: keepBundle,
      payload: (payload: { text?: string }) => keep('payload', payload.text ?? ''),
    } as never);
  }

  /** Runs one cell; `{previous}` in it is the number of the one before. */
  async run(code: string): Promise<Shown> {
    this.shown = [];
    const numbered = code.replaceAll('{previous}', String(this.count));
    this.count += 1;
    const release = captureStdio();
    const result = await this.notebook.run(numbered).finally(release);
    if (result.status === 'error') return { error: plain(result.traceback), outputs: this.shown };
    if (result.hasValue)
      for (const [type, data] of Object.entries(await makeMimeBundle(result.value)))
        this.shown.push({ type, text: typeof data === 'string' ? data : JSON.stringify(data) });
    return { error: undefined, outputs: this.shown };
  }

  /** Runs a cell of a case, in the first of its spellings that is accepted, and judges it. */
  async judge(cell: CaseCell): Promise<Shown> {
    let shown = await this.run(cell.code);
    for (const other of cell.others) if (shown.error !== undefined) shown = await this.run(other);
    if (cell.fails) assert.notEqual(shown.error, undefined, 'it has to fail');
    else assert.equal(shown.error, undefined);
    checkValue(cell, shown);
    for (const line of cell.printed)
      assert.ok(textOf(shown, 'stdout').includes(line), `${line} is printed`);
    for (const { isWanted, type, text } of cell.outputs)
      assert.equal(
        text.test(textOf(shown, type)),
        isWanted,
        `${type} ${text}: ${JSON.stringify(shown)}`,
      );
    return shown;
  }

  /** Ends it. */
  async close(): Promise<void> {
    connectOutputs(undefined);
    await this.notebook.close();
  }
}

function checkValue({ value }: CaseCell, shown: Shown): void {
  if (value === undefined) return;
  const text = shown.outputs.filter(({ type }) => type === 'text/plain').at(-1)?.text ?? '(none)';
  assert.equal(bare(text), bare(value));
}

function textOf({ outputs, error }: Shown, wanted: string): string {
  const isPattern = (type: string): boolean => new RegExp(`^(?:${wanted})$`).test(type);
  const fitting = outputs.filter(({ type }) => wanted === 'any' || isPattern(type));
  return [...fitting.map(({ text }) => text), wanted === 'any' ? (error ?? '') : ''].join('\n');
}
