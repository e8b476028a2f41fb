// How many widgets there are, on both sides.
import type { Page } from 'playwright-core';

/** Widgets as the kernel and the page count them. */
export interface WidgetCounts {
  /** Open comms of widgets, by the kernel's answer to `comm_info_request`. */
  readonly comms: number;
  /** Models that the front end's widget manager holds. */
  readonly models: number;
  /** Views of ours in the page. */
  readonly views: number;
}

const viewType = 'application/vnd.jupyter.widget-view+json';

// What the page has of JupyterLab, as far as it is needed. The manager is private: its renderer knows it.
interface Kernel {
  requestCommInfo(content: object): Promise<{ content: { comms: Record<string, unknown> } }>;
}
interface Renderer {
  _manager: { promise: Promise<{ _models: Map<string, unknown> | Record<string, unknown> }> };
}
interface Panel {
  sessionContext: { session: { kernel: Kernel } };
  content: { rendermime: { createRenderer(type: string): Renderer } };
}
type LabWindow = Window & { jupyterapp: { shell: { currentWidget: Panel } } };

/** Counts the widgets of the notebook that is shown. */
export function countWidgets(page: Page): Promise<WidgetCounts> {
  return page.evaluate(async (type) => {
    const panel = (window as unknown as LabWindow).jupyterapp.shell.currentWidget;
    const { kernel } = panel.sessionContext.session;
    const { content } = await kernel.requestCommInfo({ target_name: 'jupyter.widget' });
    const { _models: models } =
      await panel.content.rendermime.createRenderer(type)._manager.promise;
    return {
      comms: Object.keys(content.comms).length,
      models: models instanceof Map ? models.size : Object.keys(models).length,
      views: document.querySelectorAll('.gatelab-widget').length,
    };
  }, viewType);
}
