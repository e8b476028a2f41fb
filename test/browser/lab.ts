// A real Jupyter server with our kernel and widgets in it, and nothing of the user's own settings.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { jupyterProgram } from '../environments.js';
import { launchBrowser } from './chromium.js';
import {
  makeNotebook,
  NotebookPage,
  writeNotebook,
  type NotebookCell,
  type OpenOptions,
} from './notebook-page.js';

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A running Jupyter server: JupyterLab, Notebook 7 and Voilà under one address. */
export interface Lab {
  /** Such as `http://127.0.0.1:40001`, without a trailing slash. */
  readonly url: string;
  /** The folder it serves; notebooks are written here. */
  readonly root: string;
  /** The environment that makes other Jupyter programs (nbconvert) see the same kernel and widgets. */
  readonly env: NodeJS.ProcessEnv;
  /** What the server printed so far, for failing tests. */
  readonly log: () => string;
  /** Ends the server with its kernels, and deletes its folders. */
  close(): Promise<void>;
}

/** The Jupyter server and the browser that all tests of a suite share. */
export interface LabSuite {
  readonly lab: Lab;
  readonly browser: Browser;
  /** Writes a notebook of these cells (none: it is there already) and opens it; it is closed after the test. */
  open(
    name: string,
    cells?: readonly (string | NotebookCell)[],
    options?: OpenOptions,
  ): Promise<NotebookPage>;
}

/** Gives a suite one Jupyter server and one browser, and ends both. To be called in `describe`. */
export function useLab(): LabSuite {
  let lab: Lab | undefined;
  let browser: Browser | undefined;
  const opened: NotebookPage[] = [];
  before(async () => {
    [lab, browser] = await Promise.all([startLab(), launchBrowser()]);
  });
  afterEach(async () => {
    for (const notebook of opened.splice(0)) await notebook.close();
  });
  after(async () => {
    await browser?.close();
    await lab?.close();
  });
  return {
    get lab() {
      return lab!;
    },
    get browser() {
      return browser!;
    },
    async open(name, cells, options) {
      if (cells) writeNotebook(lab!, name, makeNotebook(cells));
      const notebook = await NotebookPage.open(browser!, lab!, name, options);
      opened.push(notebook);
      return notebook;
    },
  };
}

/**
 * Installs our kernel and widgets into a folder of their own, as `gatelab install --prefix` does for anybody.
 * @returns an environment in which Jupyter finds them, and no settings of the user's
 */
export function isolatedJupyter(base: string): NodeJS.ProcessEnv {
  const prefix = join(base, 'prefix');
  const command = [join(REPOSITORY, 'bin', 'gatelab.mjs'), 'install', '--prefix', prefix];
  execFileSync(process.execPath, command, { stdio: 'pipe' });
  return {
    ...process.env,
    JUPYTER_PATH: join(prefix, 'share', 'jupyter'),
    JUPYTER_DATA_DIR: join(base, 'data'),
    JUPYTER_CONFIG_DIR: join(base, 'config'),
    JUPYTER_RUNTIME_DIR: join(base, 'runtime'),
    IPYTHONDIR: join(base, 'ipython'),
  };
}

/** Starts a Jupyter server on a free port, with an empty folder as its root. */
export async function startLab(): Promise<Lab> {
  const base = mkdtempSync(join(tmpdir(), 'gatelab-lab-'));
  const root = join(base, 'root');
  mkdirSync(root);
  const env = isolatedJupyter(base);
  const settings = join(env.JUPYTER_CONFIG_DIR!, 'lab', 'user-settings', '@jupyterlab');
  mkdirSync(join(settings, 'apputils-extension'), { recursive: true });
  writeFileSync(
    join(settings, 'apputils-extension', 'notification.jupyterlab-settings'),
    JSON.stringify({ checkForUpdates: false, fetchNews: 'false', doNotDisturbMode: true }),
  );
  const child = spawn(
    jupyterProgram('jupyter-lab'),
    [
      '--no-browser',
      '--allow-root',
      `--ServerApp.root_dir=${root}`,
      '--ServerApp.ip=127.0.0.1',
      '--IdentityProvider.token=',
      '--expose-app-in-browser',
      '--JupyterNotebookApp.expose_app_in_browser=True',
      '--LabApp.extension_manager=readonly',
      '--VoilaConfiguration.template=lab',
      '--VoilaConfiguration.language_kernel_mapping',
      'typescript=gatelab',
    ],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = collectOutput(child);
  try {
    const url = await addressOf(child, log);
    return { url, root, env, log, close: () => endServer(child, base) };
  } catch (error) {
    await endServer(child, base);
    throw error;
  }
}

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

async function addressOf(child: ChildProcess, log: () => string): Promise<string> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const found = /(http:\/\/127\.0\.0\.1:\d+)\/lab/.exec(log());
    if (found) return found[1]!;
    if (child.exitCode !== null) break;
    await new Promise((r) => setTimeout(r, 100));
  }
  throw new Error(`JupyterLab did not start; it printed:\n${log()}`);
}

/** SIGINT twice would ask; SIGTERM makes the server stop its kernels and go. */
async function endServer(child: ChildProcess, base: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((r) => child.once('exit', r));
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(patience);
  }
  rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
