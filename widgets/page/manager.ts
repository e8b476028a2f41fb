// A widget manager without a kernel: states come out of a page or a notebook, and nothing answers.
import type * as baseManager from '@jupyter-widgets/base-manager';
import type { DOMWidgetView } from '@jupyter-widgets/base';
import type * as messaging from '@lumino/messaging';
import type * as lumino from '@lumino/widgets';
import { moduleName } from '../state/module.js';
import type { BaseModule, WidgetModel } from '../view/base.js';
import { makeWidgets } from '../view/index.js';
import { checkedModels } from './checked-models.js';
import { disableUnanswered, holdsOne, noKernel } from './no-kernel.js';
import { makeOutputWidgets } from './output.js';
import type { SavedManager, SavedModels } from './saved-manager.js';

type Classes = Record<string, unknown>;

/** The modules of a widget manager, a page's own or those that JupyterLab shares. */
export interface ManagerModules {
  /** The base classes of models and views. */
  readonly base: BaseModule;
  /** The manager's base class. */
  readonly baseManager: typeof baseManager;
  /** The standard controls. */
  readonly controls: object;
  /** Lumino's widgets. */
  readonly lumino: typeof lumino;
  /** Lumino's messages. */
  readonly messaging: typeof messaging;
}

/** Says above the controls that they are out of use, and why. */
function notice(document: Document): HTMLElement {
  const node = document.createElement('p');
  node.className = 'gatelab-no-kernel';
  node.setAttribute('role', 'note');
  node.style.cssText = 'margin:2px 0 4px;font:12px/1.4 system-ui,sans-serif;opacity:0.8';
  node.textContent = noKernel;
  return node;
}

/** A thing by its name. A list of one name is no name, and what every object inherits is no class. */
const own = <T>(things: Readonly<Record<string, T>>, name: unknown): T | undefined =>
  typeof name === 'string' && Object.hasOwn(things, name) ? things[name] : undefined;

/**
 * Makes a manager without a kernel out of these modules. It runs the code that is saved with a widget: hand it only what a person trusts,
 * or has run.
 */
export function makeSavedManager(modules: ManagerModules): SavedManager {
  const { base, baseManager, controls } = modules;
  const { Widget } = modules.lumino;
  const { MessageLoop } = modules.messaging;
  class Manager extends baseManager.ManagerBase implements SavedManager {
    readonly #modules: Readonly<Record<string, Classes>> = {
      '@jupyter-widgets/base': base as unknown as Classes,
      '@jupyter-widgets/controls': controls as Classes,
      '@jupyter-widgets/output': makeOutputWidgets(base, this),
      [moduleName]: makeWidgets(base, { trusted: true }) as Classes,
    };

    #unanswered: ReadonlySet<WidgetModel> = new Set();

    override async set_state(state: SavedModels): Promise<WidgetModel[]> {
      const models = await super.set_state(checkedModels(state));
      this.#unanswered = disableUnanswered(models);
      return models;
    }

    async makeView(id: string): Promise<DOMWidgetView> {
      return this.create_view<DOMWidgetView>(await this.get_model(id));
    }

    async show(id: string, place: HTMLElement): Promise<void> {
      const { luminoWidget, model } = await this.makeView(id);
      Widget.attach(luminoWidget, place);
      if (holdsOne(model, this.#unanswered)) place.prepend(notice(place.ownerDocument));
      // Nothing else tells a view of a page that it has changed its size.
      new ResizeObserver(() =>
        MessageLoop.postMessage(luminoWidget, Widget.ResizeMessage.UnknownSize),
      ).observe(place);
    }

    protected override loadClass(className: unknown, module: unknown): Promise<never> {
      const classes = own(this.#modules, module);
      const found = classes && own(classes, className);
      if (typeof found === 'function') return Promise.resolve(found as never);
      return Promise.reject(
        new Error(`Nothing here has a class ${String(className)} of ${String(module)}`),
      );
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
