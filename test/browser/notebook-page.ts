// A notebook opened in a real front end: run cells, look at what they show.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Lab } from './lab.js';

/** Where screenshots are kept for people to look at; git ignores it. */
export const SCREENSHOTS = join(dirname(fileURLToPath(import.meta.url)), 'screenshots');

/** A cell as nbformat has it, as far as the tests need it. */
export interface NotebookCell {
  readonly cell_type: 'code' | 'markdown';
  readonly source: string;
  readonly outputs?: readonly unknown[];
  readonly metadata?: object;
}

/** Makes a notebook for our kernel out of the sources of its code cells. */
export function makeNotebook(
  sources: readonly (string | NotebookCell)[],
  metadata: object = {},
  kernel = { name: 'gatelab', language: 'typescript' },
): object {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { ...kernel, display_name: kernel.name },
      language_info: { name: kernel.language },
      ...metadata,
    },
    cells: sources.map((source, index) => {
      const cell: NotebookCell =
        typeof source === 'string' ? { cell_type: 'code', source } : source;
      const code = cell.cell_type === 'code';
      return {
        id: `cell-${index}`,
        metadata: cell.metadata ?? {},
        cell_type: cell.cell_type,
        source: cell.source,
        ...(code ? { execution_count: null, outputs: cell.outputs ?? [] } : {}),
      };
    }),
  };
}

/** Writes a notebook into the server's folder. */
export function writeNotebook(lab: Lab, name: string, notebook: object): void {
  writeFileSync(join(lab.root, name), JSON.stringify(notebook));
}

/** A notebook as a front end has stored it. */
export interface StoredNotebook {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly { readonly outputs?: readonly unknown[] }[];
}

/** Reads a notebook back from the server's folder. */
export function readNotebook(lab: Lab, name: string): StoredNotebook {
  return JSON.parse(readFileSync(join(lab.root, name), 'utf8')) as StoredNotebook;
}

/** Which front end shows the notebook. */
export type FrontEnd = 'lab' | 'notebook';

/** What to open a notebook with. */
export interface OpenOptions {
  readonly frontEnd?: FrontEnd;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly deviceScaleFactor?: number;
  /** A screen that is touched. */
  readonly hasTouch?: boolean;
  /** Choose "No Kernel" where Lab asks for a kernel, because it does not have the notebook's. */
  readonly noKernel?: boolean;
}

// The application object that Jupyter puts on the window under --expose-app-in-browser.
interface JupyterApp {
  restored: Promise<void>;
  commands: {
    execute(id: string, args?: object): Promise<unknown>;
    isEnabled(id: string): boolean;
  };
  shell: { currentWidget: NotebookPanel };
}
interface NotebookPanel {
  context?: { ready: Promise<void>; save(): Promise<void> };
  sessionContext?: {
    ready: Promise<void>;
    session?: { kernel?: { status: string; restart(): Promise<void> } };
  };
}
type JupyterWindow = Window & { jupyterapp?: JupyterApp };

/** A notebook in a front end. Only traffic with the Jupyter server itself is let through. */
export class NotebookPage {
  /** Errors that the page threw or printed, for failing tests. */
  readonly problems: string[] = [];
  /** Addresses that the page asked for over the network, of whatever server. */
  readonly asked: string[] = [];

  private constructor(readonly page: Page) {
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url())) this.asked.push(request.url());
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !text.includes('debugger state')) this.problems.push(text);
    });
  }

  /** Opens a notebook and waits until its kernel is connected. */
  static async open(
    browser: Browser,
    lab: Lab,
    name: string,
    options: OpenOptions = {},
  ): Promise<NotebookPage> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
      colorScheme: options.colorScheme ?? 'light',
      deviceScaleFactor: options.deviceScaleFactor ?? 1,
      hasTouch: options.hasTouch ?? false,
    });
    await context.route(
      (url) => url.hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    const opened = new NotebookPage(await context.newPage());
    const path = options.frontEnd === 'notebook' ? `/notebooks/${name}` : `/lab/tree/${name}?reset`;
    await opened.page.goto(lab.url + path);
    await (options.noKernel ? opened.refuseKernel() : opened.ready());
    if (options.colorScheme === 'dark') {
      await opened.command('apputils:change-theme', { theme: 'JupyterLab Dark' });
    }
    return opened;
  }

  /** Waits until the notebook is shown and its kernel has answered. */
  async ready(): Promise<void> {
    await this.page.locator('.jp-Notebook .jp-Cell').first().waitFor({ timeout: 60_000 });
    await this.page.waitForFunction(
      () => {
        const panel = (window as unknown as JupyterWindow).jupyterapp?.shell.currentWidget;
        return panel?.sessionContext?.session?.kernel?.status === 'idle';
      },
      undefined,
      { timeout: 60_000 },
    );
  }

  private async refuseKernel(): Promise<void> {
    const dialog = this.page.locator('.jp-Dialog');
    await dialog.locator('select').selectOption({ label: 'No Kernel' });
    await dialog.locator('.jp-mod-accept').click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Runs a command of the application, such as `notebook:run-all-cells`, and waits for its end. */
  async command(id: string, args: object = {}): Promise<void> {
    await this.page.evaluate(
      async ([name, given]) => {
        await (window as unknown as JupyterWindow).jupyterapp?.commands.execute(
          name as string,
          given as object,
        );
      },
      [id, args],
    );
  }

  /** Whether a command can be used within a few seconds. */
  async isEnabled(id: string): Promise<boolean> {
    const isEnabled = (name: string): boolean =>
      (window as unknown as JupyterWindow).jupyterapp?.commands.isEnabled(name) ?? false;
    const waited = this.page.waitForFunction(isEnabled, id, { timeout: 5000 });
    return waited.then(
      () => true,
      () => false,
    );
  }

  /** Runs every cell from top to bottom; resolves when the last is done or one has failed. */
  async runAll(): Promise<void> {
    await this.command('notebook:run-all-cells');
  }

  /** Runs these cells, one after another. */
  async runCells(...indices: readonly number[]): Promise<void> {
    for (const index of indices) {
      await (await this.cell(index)).locator('.jp-InputPrompt').click();
      await this.command('notebook:run-cell');
    }
  }

  /** Saves the notebook to disk. */
  async save(): Promise<void> {
    await this.page.evaluate(async () => {
      await (window as unknown as JupyterWindow).jupyterapp?.shell.currentWidget.context?.save();
    });
  }

  /** Restarts the kernel: it forgets all variables and widgets. */
  async restartKernel(): Promise<void> {
    await this.page.evaluate(() => {
      const { sessionContext } = (window as unknown as JupyterWindow).jupyterapp!.shell
        .currentWidget;
      return sessionContext?.session?.kernel?.restart();
    });
    await this.ready();
  }

  /** Loads the page again, as a person would with F5; the kernel goes on. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** The cell of this index, scrolled into view. */
  async cell(index: number): Promise<Locator> {
    const cell = this.page.locator(`.jp-Notebook .jp-Cell[data-windowed-list-index="${index}"]`);
    await cell.scrollIntoViewIfNeeded();
    return cell;
  }

  /** The text of all outputs of a cell. */
  async outputText(index: number): Promise<string> {
    const cell = await this.cell(index);
    return (await cell.locator('.jp-OutputArea-output').allInnerTexts()).join('\n');
  }

  /** Keeps a picture of the page, or of a part of it, among the screenshots. */
  async screenshot(name: string, part?: Locator): Promise<Buffer> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    return (part ?? this.page).screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  /** Closes the page and its context. */
  async close(): Promise<void> {
    await this.page.context().close();
  }
}
