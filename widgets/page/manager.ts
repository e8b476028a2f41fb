// A widget manager without a kernel: states come out of a page or a notebook, and nothing answers.
import type * as baseManager from '@jupyter-widgets/base-manager';
import type { DOMWidgetView } from '@jupyter-widgets/base';
import type * as messaging from '@lumino/messaging';
import type * as lumino from '@lumino/widgets';
import { moduleName } from '../state/module.js';
import type { BaseModule } from '../view/base.js';
import { makeWidgets } from '../view/index.js';
import { makeOutputWidgets } from './output.js';

type Classes = Record<string, unknown>;

/** The modules of a widget manager, a page's own or those that JupyterLab shares. */
export interface ManagerModules {
  readonly base: BaseModule;
  readonly baseManager: typeof baseManager;
  readonly controls: object;
  readonly lumino: typeof lumino;
  readonly messaging: typeof messaging;
}

/** Models in the form in which notebooks store them. */
export type SavedModels = baseManager.IManagerState;

/** Draws the widgets of a saved notebook. */
export interface SavedManager {
  /** Takes models in. */
  set_state(state: SavedModels): Promise<unknown>;
  /** A new view of a model. @throws Error when the model or its classes are not there. */
  makeView(id: string): Promise<DOMWidgetView>;
  /** Draws a view of a model into `place`, which must be in the page. */
  show(id: string, place: HTMLElement): Promise<void>;
}

/** Makes a manager without a kernel out of these modules. */
export function makeSavedManager(modules: ManagerModules): SavedManager {
  const { base, baseManager, controls } = modules;
  const { Widget } = modules.lumino;
  const { MessageLoop } = modules.messaging;
  class Manager extends baseManager.ManagerBase implements SavedManager {
    readonly #modules: Readonly<Record<string, Classes>> = {
      '@jupyter-widgets/base': base as unknown as Classes,
      '@jupyter-widgets/controls': controls as Classes,
      '@jupyter-widgets/output': makeOutputWidgets(base, this),
      [moduleName]: makeWidgets(base) as Classes,
    };

    async makeView(id: string): Promise<DOMWidgetView> {
      return this.create_view<DOMWidgetView>(await this.get_model(id));
    }

    async show(id: string, place: HTMLElement): Promise<void> {
      const { luminoWidget } = await this.makeView(id);
      Widget.attach(luminoWidget, place);
      // Nothing else tells a view of a page that it has changed its size.
      new ResizeObserver(() =>
        MessageLoop.postMessage(luminoWidget, Widget.ResizeMessage.UnknownSize),
      ).observe(place);
    }

    protected override loadClass(className: string, module: string): Promise<never> {
      const found = this.#modules[module]?.[className];
      if (found) return Promise.resolve(found as never);
      return Promise.reject(new Error(`Nothing here has a class ${className} of ${module}`));
    }

    override _create_comm(): Promise<never> {
      return Promise.reject(new Error('Saved widgets have no kernel'));
    }

    override _get_comm_info(): Promise<object> {
      return Promise.resolve({});
    }
  }
  return new Manager();
}
