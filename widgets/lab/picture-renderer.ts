// A reopened notebook has no kernel that knows its widgets. Lab would show an error in their place; we show the picture that is
// stored beside the widget, and the live view wherever there is one.
import { pictureType } from '../state/module.js';

const viewType = 'application/vnd.jupyter.widget-view+json';

/** What Lab's own renderer says while it waits for a model, and when nobody knows it. */
const waiting = /^(Loading widget|Error displaying widget)/;

/** A live view is there sooner than this, in milliseconds; the picture must not flash before it. */
const patience = 1000;

/** How often a live view is asked for once more, while the picture is shown. */
const attempts = 10;

interface MimeModel {
  readonly data: Readonly<Record<string, unknown>>;
}

interface Renderer {
  readonly node: HTMLElement;
  renderModel(model: MimeModel): Promise<void>;
  dispose(): void;
}

/** A registry of renderers, one for each notebook. */
export interface RenderMime {
  addFactory(factory: object, rank: number): void;
  createRenderer(type: string): Renderer;
}

/** What the page shares of Lumino. */
export interface Lumino {
  readonly Panel: new () => { readonly node: HTMLElement; addWidget(widget: Renderer): void };
}

/** Notebooks as they are opened. */
export interface NotebookTracker {
  forEach(visit: (panel: NotebookPanel) => void): void;
  readonly widgetAdded: { connect(slot: (sender: unknown, panel: NotebookPanel) => void): void };
}

interface NotebookPanel {
  readonly content: { readonly rendermime: RenderMime };
}

/** Lets every notebook show stored pictures where live views are missing. */
export function rescuePictures(tracker: NotebookTracker, lumino: Lumino): void {
  const register = ({ content: { rendermime } }: NotebookPanel) =>
    rendermime.addFactory(
      {
        safe: false,
        mimeTypes: [pictureType],
        createRenderer: () => makeRenderer(rendermime, lumino),
      },
      // Before the widget manager's own, which has −10.
      -20,
    );
  tracker.forEach(register);
  tracker.widgetAdded.connect((_sender, panel) => register(panel));
}

function makeRenderer(rendermime: RenderMime, { Panel }: Lumino): Renderer {
  return new (class extends Panel {
    async renderModel(model: MimeModel): Promise<void> {
      let live = await this.tryLive(model);
      if (!waiting.test(live.node.textContent)) return;
      const picture = rendermime.createRenderer('text/html');
      this.addWidget(picture);
      await picture.renderModel(model);
      // While a notebook opens, Lab hands out renderers that never hear of a manager: ask again for a real one.
      for (let n = 0; n < attempts && waiting.test(live.node.textContent); n++) {
        live.dispose();
        live = await this.tryLive(model);
      }
      (waiting.test(live.node.textContent) ? live : picture).dispose();
    }

    private async tryLive(model: MimeModel): Promise<Renderer> {
      const live = rendermime.createRenderer(viewType);
      this.addWidget(live);
      const drawn = live.renderModel(model);
      await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, patience))]);
      live.node.style.display = waiting.test(live.node.textContent) ? 'none' : '';
      return live;
    }
  })() as unknown as Renderer;
}
