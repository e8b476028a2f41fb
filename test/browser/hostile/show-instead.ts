import type { NotebookPage } from '../notebook-page.js';

/** The application, as far as it is asked to let a notebook go. */
interface LettingGo {
  readonly jupyterapp: {
    readonly shell: {
      readonly currentWidget: {
        readonly sessionContext: { shutdown(): Promise<void> };
        dispose(): void;
      };
    };
  };
}

/** Ends the kernel of the notebook that is shown, without asking. */
export function endKernel({ page }: NotebookPage): Promise<void> {
  return page.evaluate(() => {
    const { currentWidget } = (window as unknown as LettingGo).jupyterapp.shell;
    return currentWidget.sessionContext.shutdown();
  });
}

/** Ends the notebook that is shown, with its kernel and without asking, and shows another in its place: faster than a new page. */
export async function showInstead(notebook: NotebookPage, name: string): Promise<void> {
  await endKernel(notebook);
  await notebook.page.evaluate(() => {
    (window as unknown as LettingGo).jupyterapp.shell.currentWidget.dispose();
  });
  await notebook.command('docmanager:open', { path: name });
  await notebook.ready();
}
