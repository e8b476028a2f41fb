// What JupyterLab, Notebook 7 and Voilà load: registers our models and views with the widget manager.
import { moduleName, moduleVersion } from '../state/module.js';
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

/** Makes the plugins out of Lab's own base classes: the token in them must be the manager's. */
export function makePlugins(base: BaseModule): Plugin[] {
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
  return [registerWidgets];
}
