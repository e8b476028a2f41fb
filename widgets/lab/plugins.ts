// What JupyterLab, Notebook 7 and Voilà load: registers our models and views with the widget manager.
import { rescuePictures, type Lumino, type NotebookTracker } from './picture-renderer.js';
import { moduleName, moduleVersion } from '../state/module.js';
import { makeSavedManager, type ManagerModules } from '../page/manager.js';
import type { BaseModule } from '../view/base.js';
import { makeWidgets } from '../view/index.js';

/** A JupyterLab plugin, as far as ours need it. */
interface Plugin {
  readonly id: string;
  readonly autoStart: true;
  readonly requires: readonly unknown[];
  activate(app: unknown, ...services: never[]): void;
}

/** Where widget managers look for classes. */
interface WidgetRegistry {
  registerWidget(data: { name: string; version: string; exports: object }): void;
}

/** What the page shares beside the base classes; Voilà has no notebooks and shares less. */
export interface SharedModules {
  /** The base classes of models and views. */
  readonly base: BaseModule;
  /** What the page shares of Lumino. */
  readonly lumino: Lumino;
  /** How to find open notebooks; undefined in Voilà. */
  readonly notebook: { readonly INotebookTracker: unknown } | undefined;
  /** Loads another module that the page shares. */
  readonly shared: (name: string) => Promise<unknown>;
}

/** Makes the plugins out of Lab's own modules: the tokens in them must be those of the page. */
export function makePlugins({ base, lumino, notebook, shared }: SharedModules): Plugin[] {
  const registerWidgets: Plugin = {
    id: `${moduleName}:widgets`,
    autoStart: true,
    requires: [base.IJupyterWidgetRegistry],
    activate: (_app, registry: WidgetRegistry) =>
      registry.registerWidget({
        name: moduleName,
        version: moduleVersion,
        exports: makeWidgets(base),
      }),
  };
  if (!notebook) return [registerWidgets];
  const makeManager = async () =>
    makeSavedManager({
      base,
      baseManager: await shared('@jupyter-widgets/base-manager'),
      controls: await shared('@jupyter-widgets/controls'),
      lumino,
      messaging: await shared('@lumino/messaging'),
    } as ManagerModules);
  const keepPictures: Plugin = {
    id: `${moduleName}:pictures`,
    autoStart: true,
    requires: [notebook.INotebookTracker],
    activate: (_app, tracker: NotebookTracker) => rescuePictures(tracker, { lumino, makeManager }),
  };
  return [registerWidgets, keepPictures];
}
