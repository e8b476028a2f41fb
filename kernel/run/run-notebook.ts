// Runs a notebook through the kernel's own session, in this process: no Python, no sockets.
import { verdictTiming } from '../../widgets/host/pictures/verdict-timing.js';
import { packageFiles } from '../install/package-files.js';
import { makeSession } from '../parts.js';
import type { History } from '../session/history.js';
import { InProcessTransport } from '../session/in-process.js';
import { makeKernelInfo } from '../protocol/kernel-info.js';
import { makeUniqueId } from '../protocol/make-message.js';
import type { Header, Json, Message } from '../protocol/message.js';
import { OutputCollector } from './output-collector.js';
import type { Cell, CellOutput, Notebook } from './notebook.js';
import type { StoredModels } from '../../widgets/host/core/stored-model.js';
import { WidgetStates } from './widget-states.js';

/** How a notebook is run. */
export interface RunOptions {
  /**
   * Whether the widgets of pictures are to be stored. Without, a picture is stored as such, and programs that convert the notebook
   * show it with no network.
   */
  readonly live: boolean;
  /** Told before each cell. */
  readonly onCell?: (index: number, count: number) => void;
}

/** A notebook that was run. Cells hold their new outputs. */
export interface RunResult {
  /** The widgets' models; undefined where there are none. */
  readonly states: StoredModels | undefined;
  /** The first cell that failed; the cells after it were not run. */
  readonly failure?: { readonly cell: number; readonly ename: string; readonly evalue: string };
  /** Ends the kernel. */
  close(): Promise<void>;
}

const noHistory: History = {
  append: () => undefined,
  tail: () => [],
  range: () => [],
  search: () => [],
};

/** Runs the code cells in order, in the present folder, until one fails. */
export async function runNotebook(notebook: Notebook, options: RunOptions): Promise<RunResult> {
  const transport = new InProcessTransport();
  const { session, engine, releaseStdio } = makeSession({
    transport,
    info: makeKernelInfo(packageFiles().version, []),
    id: makeUniqueId(),
    onShutdown: () => undefined,
    shouldInterrupt: () => true,
    history: noHistory,
  });
  // Nobody waits at a screen, and what is on the page is the last word.
  verdictTiming.within = Infinity;
  await session.start();
  const run = new NotebookRun(transport, options);
  const failure = await run.all(notebook.cells);
  releaseStdio();
  const close = async () => {
    await engine.close();
    await transport.close();
  };
  return { states: run.states.stored(), ...(failure && { failure }), close };
}

/** One run: who gets which message. */
class NotebookRun {
  readonly states = new WidgetStates();
  readonly #transport: InProcessTransport;
  readonly #options: RunOptions;
  readonly #displays = new Map<string, CellOutput[]>();
  readonly #catchers = new Map<string, OutputCollector>();

  constructor(transport: InProcessTransport, options: RunOptions) {
    this.#transport = transport;
    this.#options = options;
  }

  async all(cells: readonly Cell[]): Promise<RunResult['failure']> {
    const code = [...cells.entries()].filter(([, cell]) => isRun(cell));
    for (const [at, [index, cell]] of code.entries()) {
      this.#options.onCell?.(at, code.length);
      const failed = await this.#cell(cell, index);
      if (failed) return { cell: index, ...failed };
    }
    return undefined;
  }

  async #cell(cell: Cell, index: number): Promise<{ ename: string; evalue: string } | undefined> {
    const collector = new OutputCollector(this.#displays);
    cell.outputs = collector.outputs;
    const stop = this.#transport.listen((message) => this.#receive(message, collector));
    const metadata = this.#options.live ? { cellId: cell.id ?? `cell-${index}` } : {};
    const content = { code: cell.source, store_history: true, allow_stdin: false };
    const { reply } = await this.#transport.request('shell', 'execute_request', content, {
      metadata,
    });
    stop();
    const { status, execution_count: count, ename, evalue } = reply?.content ?? {};
    cell.execution_count = typeof count === 'number' ? count : null;
    return status === 'error' ? { ename: String(ename), evalue: String(evalue) } : undefined;
  }

  #receive(message: Message, collector: OutputCollector): void {
    if (message.channel !== 'iopub') return;
    this.states.receive(message);
    const catcher = this.states.catcherOf(String((message.parent as Header).msg_id));
    if (catcher === undefined || isComm(message)) return collector.receive(message);
    const caught = this.#catchers.get(catcher) ?? new OutputCollector(this.#displays);
    this.#catchers.set(catcher, caught);
    caught.receive(message);
    this.states.set(catcher, 'outputs', structuredClone(caught.outputs) as Json[]);
  }
}

const isRun = (cell: Cell): boolean => cell.cell_type === 'code' && cell.source.trim() !== '';

const isComm = (message: Message): boolean => message.header.msg_type.startsWith('comm_');
