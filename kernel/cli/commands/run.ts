import { basename, dirname, extname, resolve } from 'node:path';
import { readNotebook, textOf, type Notebook } from '../../run/notebook.js';
import { writeOutput } from '../../../src/files/output-file.js';
import { outputTarget } from '../../../src/files/output-target.js';
import { pageOf } from '../../run/page.js';
import { runNotebook, type RunResult } from '../../run/run-notebook.js';
import { textOption, UsageError, type Command } from '../command.js';
import { showProgress } from '../progress.js';
import { watchSignals } from '../signals.js';

/** `gatelab run`: a notebook from top to bottom, without Python. */
export const runCommand: Command = {
  usage: 'run NOTEBOOK [--out FILE.ipynb | FILE.html]',
  summary:
    'Runs a notebook with no Python: into a notebook with outputs, or one interactive page that needs no network. Without --out it prints.',
  options: { out: { type: 'string' } },
  words: [1, 1],
  async run(call) {
    const path = call.positionals[0]!;
    const out = textOption(call, 'out');
    const format = out === undefined ? '' : extname(out).toLowerCase();
    if (!['', '.ipynb', '.html'].includes(format) || (out !== undefined && format === '')) {
      throw new UsageError(`--out takes a file that ends in .ipynb or .html, not "${out}"`);
    }
    const notebook = readNotebook(path);
    const target = out === undefined ? undefined : resolve(out);
    const inputs = [resolve(path)];
    if (out !== undefined) outputTarget(out, inputs);
    const result = await runIn(dirname(resolve(path)), notebook, format === '.html');
    try {
      if (result.failure) {
        const { cell, ename, evalue } = result.failure;
        throw new Error(`${path}, cell ${cell}: ${ename}: ${evalue}`);
      }
      if (target === undefined) printOutputs(notebook);
      else await save(target, { notebook, result, inputs });
    } finally {
      await result.close();
    }
    if (out !== undefined) console.log(out);
    return 0;
  },
};

/** Runs in the notebook's folder, as Jupyter does: its paths are relative to it. */
async function runIn(folder: string, notebook: Notebook, live: boolean): Promise<RunResult> {
  process.chdir(folder);
  let progress: ReturnType<typeof showProgress> | undefined;
  const result = await runNotebook(notebook, {
    live,
    onCell: (index, count) => {
      progress ??= showProgress('Running', count);
      progress.step(index);
    },
  });
  progress?.end();
  return result;
}

/** What is saved, and what is never written over. */
interface Page {
  readonly notebook: Notebook;
  readonly result: RunResult;
  readonly inputs: readonly string[];
}

/** Writes the file; a signal that comes meanwhile ends it with nothing left behind. */
async function save(target: string, { notebook, result, inputs }: Page): Promise<void> {
  const { states } = result;
  const title = basename(target, extname(target));
  const stop = watchSignals();
  try {
    const text = target.toLowerCase().endsWith('.html')
      ? pageOf(notebook, { title, states })
      : JSON.stringify(withStates(notebook, states), null, 1) + '\n';
    await stop.check();
    writeOutput(target, text, inputs);
  } finally {
    stop.end();
  }
}

function withStates(notebook: Notebook, states: RunResult['states']): Notebook {
  const metadata = { ...notebook.metadata };
  delete metadata['widgets'];
  if (!states) return { ...notebook, metadata };
  const widgets = { 'application/vnd.jupyter.widget-state+json': states };
  return { ...notebook, metadata: { ...metadata, widgets } };
}

function printOutputs({ cells }: Notebook): void {
  for (const output of cells.flatMap((cell) => cell.outputs ?? [])) {
    const data = (output['data'] ?? {}) as Record<string, unknown>;
    const text = textOf(output['text'] ?? data['text/plain']);
    if (text !== '') process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }
}
