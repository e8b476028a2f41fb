// The output widget of a page without a kernel: it shows what it held when the notebook was saved.
import type { BaseModule, WidgetClass } from '../view/base.js';
import type { SavedManager } from './saved-manager.js';

interface SavedOutput {
  readonly output_type?: string;
  readonly text?: unknown;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly evalue?: string;
}

const viewType = 'application/vnd.jupyter.widget-view+json';

const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.join('') : String(value ?? '');

function pre(text: string): HTMLElement {
  const node = document.createElement('pre');
  node.textContent = text;
  return node;
}

function nodeOf({ output_type: type, text, data = {}, evalue }: SavedOutput): HTMLElement {
  if (type === 'stream') return pre(textOf(text));
  if (type === 'error') return pre(textOf(evalue));
  const place = document.createElement('div');
  const view = data[viewType] as { model_id?: string } | undefined;
  if (view?.model_id) place.dataset['widget'] = view.model_id;
  if (data['text/html'] !== undefined) place.innerHTML = textOf(data['text/html']);
  else if (data['image/png'] !== undefined) {
    const image = document.createElement('img');
    image.src = `data:image/png;base64,${textOf(data['image/png'])}`;
    place.append(image);
  } else place.append(pre(textOf(data['text/plain'])));
  return place;
}

/** Puts the live view in the place of its picture; the picture stays when there is none. */
export async function enhance(
  place: HTMLElement,
  id: string,
  manager: SavedManager,
): Promise<void> {
  const live = document.createElement('div');
  live.className = 'widget-subarea';
  place.after(live);
  try {
    await manager.show(id, live);
    place.remove();
  } catch (error) {
    live.remove();
    console.warn(`The widget ${id} stays a picture:`, error);
  }
}

/** Model and view of output widgets. */
export function makeOutputWidgets(base: BaseModule, manager: SavedManager) {
  const OutputModel: WidgetClass = class extends base.DOMWidgetModel {
    override defaults(): Record<string, unknown> {
      return { ...super.defaults(), msg_id: '', outputs: [] };
    }
  };
  const OutputView: WidgetClass = class extends base.DOMWidgetView {
    override render(): void {
      super.render();
      const outputs = this.model.get('outputs') as SavedOutput[];
      this.el.append(...outputs.map(nodeOf));
    }

    override processLuminoMessage(
      message: Parameters<typeof base.DOMWidgetView.prototype.processLuminoMessage>[0],
    ): void {
      super.processLuminoMessage(message);
      // A view can be put into the page only where its place is in it already.
      if (message.type !== 'after-attach') return;
      for (const place of this.el.querySelectorAll<HTMLElement>('[data-widget]')) {
        void enhance(place, place.dataset['widget']!, manager);
      }
    }
  };
  return { OutputModel, OutputView };
}
