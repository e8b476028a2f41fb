// A DOM in Node for the views: happy-dom's window, the real @jupyter-widgets/base, and our models and views.
import { runInThisContext } from 'node:vm';
import { Window } from 'happy-dom';
import { pageScript } from '../../browser/views/helpers/bundle.js';
import type { WidgetModel } from '@jupyter-widgets/base';

/** What test/browser/views/helpers/page.ts offers in a page. */
export interface ViewPage {
  openAndShow(name: string, id: string, state: Record<string, unknown>): Promise<void>;
  receive(id: string, content: unknown, arrays: number[][]): void;
  readonly models: Map<string, WidgetModel>;
  readonly views: { el: HTMLElement; remove(): void }[];
  readonly comms: Map<string, { readonly sent: readonly { data: unknown }[] }>;
}

/** Names that code for a browser takes from the window. Arrays, timers and the like stay Node's. */
const names =
  `window document navigator location HTMLElement HTMLInputElement HTMLCanvasElement SVGElement Element Node Event UIEvent
  CustomEvent KeyboardEvent MouseEvent DragEvent PointerEvent MutationObserver ResizeObserver DOMParser XMLSerializer getComputedStyle
  requestAnimationFrame cancelAnimationFrame AbortController AbortSignal customElements DocumentFragment Range Selection`.split(
    /\s+/,
  );

/** What happy-dom has not: Lumino derives its drags, which no view of ours uses, from the browser's. */
const standIns: Record<string, (window: Window) => unknown> = {
  DragEvent: (window) => window.MouseEvent,
};

/** Gives a suite a window, and takes it away after it. To be called in `describe`. */
export function useDom(): { readonly page: ViewPage; readonly window: Window } {
  const window = new Window({ url: 'http://localhost/', width: 1000, height: 800 });
  const kept = new Map<string, PropertyDescriptor | undefined>();
  let page: ViewPage | undefined;
  before(async () => {
    for (const name of names) {
      kept.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      const value =
        name === 'window' ? window : (window[name as 'document'] ?? standIns[name]?.(window));
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
    // Bundled, as in a page: @jupyter-widgets/base imports CommonJS packages in a way that only bundlers join.
    runInThisContext(await pageScript());
    page = (window as unknown as { gatelabTest: ViewPage }).gatelabTest;
  });
  afterEach(() => {
    for (const view of page?.views.splice(0) ?? []) view.remove();
    window.document.body.innerHTML = '';
  });
  after(async () => {
    await window.happyDOM.close();
    for (const [name, descriptor] of kept) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  });
  return {
    get page() {
      return page!;
    },
    window,
  };
}
