// A widget manager for a page without a kernel: states come out of the page, and nothing answers.
import * as base from '@jupyter-widgets/base';
import { ManagerBase } from '@jupyter-widgets/base-manager';
import * as controls from '@jupyter-widgets/controls';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { moduleName } from '../state/module.js';
import { makeWidgets } from '../view/index.js';
import { makeOutputWidgets } from './output.js';

type Classes = Record<string, unknown>;

/** Draws the widgets of a saved notebook. */
export class PageManager extends ManagerBase {
  readonly #modules: Readonly<Record<string, Classes>>;

  constructor() {
    super();
    this.#modules = {
      '@jupyter-widgets/base': base as unknown as Classes,
      '@jupyter-widgets/controls': controls as unknown as Classes,
      '@jupyter-widgets/output': makeOutputWidgets(base, this),
      [moduleName]: makeWidgets(base) as Classes,
    };
  }

  /** Draws a view of the model into `place`. */
  async show(id: string, place: HTMLElement): Promise<void> {
    const view = await this.create_view<base.DOMWidgetView>(await this.get_model(id));
    Widget.attach(view.luminoWidget, place);
    // Nothing else tells a view of a page that it has changed its size.
    new ResizeObserver(() =>
      MessageLoop.postMessage(view.luminoWidget, Widget.ResizeMessage.UnknownSize),
    ).observe(place);
  }

  protected override loadClass(className: string, module: string): Promise<never> {
    const found = this.#modules[module]?.[className];
    if (found) return Promise.resolve(found as never);
    return Promise.reject(new Error(`This page has no class ${className} of ${module}`));
  }

  override _create_comm(): Promise<never> {
    return Promise.reject(new Error('A saved page has no kernel'));
  }

  override _get_comm_info(): Promise<object> {
    return Promise.resolve({});
  }
}
