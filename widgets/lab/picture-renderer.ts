// A reopened notebook has no kernel that knows its widgets. Lab would show an error in their place; we draw them from what the
// notebook keeps of them, or show the still beside it, and the kernel's own view as soon as there is one.
import type { SavedManager } from '../page/saved-manager.js';
import type { SavedModels } from '../page/saved-manager.js';
import { pictureType } from '../state/module.js';
import { leaveOutPictures, type NotebookModel } from './stored-state.js';

const viewType = 'application/vnd.jupyter.widget-view+json';

/** What Lab's own renderer says while it waits for its manager, and when that does not know the model. */
const waits = /^Loading widget/;
const failed = /^Error displaying widget/;

const isLive = ({ node: { textContent } }: Shown): boolean =>
  !waits.test(textContent) && !failed.test(textContent);

/** A live view is there sooner than this, in milliseconds; the picture must not flash before it. */
const patience = 1000;

/** How often a live view is asked for once more, while the picture is shown. */
const attempts = 10;

interface MimeModel {
  /** Whether the person has trusted the notebook, or run the cell. */
  readonly trusted: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A Lumino widget, as far as we touch it. */
interface Shown {
  readonly node: HTMLElement;
  dispose(): void;
}

interface Renderer extends Shown {
  renderModel(model: MimeModel): Promise<void>;
}

/** The forms of a picture that need no script, best first. */
const stills = ['text/html', 'image/svg+xml', 'image/png', 'text/plain'];

/** A registry of renderers, one for each notebook. */
export interface RenderMime {
  /** Adds a maker of renderers; the lowest rank is asked first. */
  addFactory(factory: object, rank: number): void;
  /** Makes the renderer for a MIME type. */
  createRenderer(type: string): Renderer;
}

/** What the page shares of Lumino. */
export interface Lumino {
  /** A place in the page that holds widgets. */
  readonly Panel: new () => { readonly node: HTMLElement; addWidget(widget: Shown): void };
}

/** Notebooks as they are opened. */
export interface NotebookTracker {
  /** Calls `visit` for each open notebook. */
  forEach(visit: (panel: NotebookPanel) => void): void;
  /** Tells of notebooks that are opened from now on. */
  readonly widgetAdded: { connect(slot: (sender: unknown, panel: NotebookPanel) => void): void };
}

interface NotebookPanel {
  readonly content: { readonly rendermime: RenderMime };
  readonly context: { readonly model: NotebookModel };
}

/** Lab marks every view without a kernel by a broken chain; these do what they can without one. */
const savedStyle = `.gatelab-saved.jupyter-widgets-disconnected::before,
.gatelab-saved .jupyter-widgets-disconnected::before { content: none; }`;

/** What the renderers work with. */
export interface Rescue {
  /** What the page shares of Lumino. */
  readonly lumino: Lumino;
  /** A manager for what a notebook keeps of its widgets. */
  readonly makeManager: () => Promise<SavedManager>;
}

/** Lets every notebook show what it keeps of its pictures where the kernel's own views are missing. */
export function rescuePictures(tracker: NotebookTracker, { lumino, makeManager }: Rescue): void {
  const style = document.createElement('style');
  style.textContent = savedStyle;
  document.head.append(style);
  const register = ({ content: { rendermime }, context }: NotebookPanel) => {
    leaveOutPictures(context.model);
    // One for each notebook: views of one trace follow each other through it.
    let manager: Promise<SavedManager> | undefined;
    const open = () => (manager ??= makeManager());
    rendermime.addFactory(
      {
        safe: false,
        mimeTypes: [pictureType],
        createRenderer: () => makeRenderer(rendermime, lumino, open),
      },
      // Before the widget manager's own, which has −10.
      -20,
    );
  };
  tracker.forEach(register);
  tracker.widgetAdded.connect((_sender, panel) => register(panel));
}

function makeRenderer(
  rendermime: RenderMime,
  { Panel }: Lumino,
  openManager: () => Promise<SavedManager>,
): Renderer {
  return new (class extends Panel {
    async renderModel(model: MimeModel): Promise<void> {
      let live = await this.tryLive(model);
      if (isLive(live)) return;
      live.node.style.display = 'none';
      const kept = (await this.showSaved(model)) ?? (await this.showStill(model));
      // While a notebook opens, Lab hands out renderers that never hear of a manager: ask again for a real one.
      for (let n = 0; n < attempts && waits.test(live.node.textContent); n++) {
        live.dispose();
        live = await this.tryLive(model, 'none');
      }
      live.node.style.display = '';
      (isLive(live) ? kept : live).dispose();
    }

    private async tryLive(model: MimeModel, display = ''): Promise<Renderer> {
      const live = rendermime.createRenderer(viewType);
      live.node.style.display = display;
      this.addWidget(live);
      const drawn = live.renderModel(model);
      await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, patience))]);
      return live;
    }

    /** The same view, alive but without a kernel; undefined when the notebook is not trusted, or does not keep enough for it. */
    private async showSaved({ data, trusted }: MimeModel): Promise<Shown | undefined> {
      if (!trusted) return undefined;
      const saved = data[pictureType] as (SavedModels & { model_id?: string }) | undefined;
      if (!saved?.model_id || !saved.state) return undefined;
      try {
        const manager = await openManager();
        await manager.set_state(saved);
        const { luminoWidget } = await manager.makeView(saved.model_id);
        luminoWidget.node.classList.add('gatelab-saved');
        this.addWidget(luminoWidget);
        return luminoWidget;
      } catch (error) {
        console.warn('gatelab: what the notebook keeps of a picture cannot be drawn:', error);
        return undefined;
      }
    }

    private async showStill(model: MimeModel): Promise<Shown> {
      const still = rendermime.createRenderer(stills.find((type) => type in model.data)!);
      this.addWidget(still);
      await still.renderModel(model);
      return still;
    }
  })() as unknown as Renderer;
}
