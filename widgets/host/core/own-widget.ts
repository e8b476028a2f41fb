import type { ModuleTraits } from '../../state/index.js';
import type { WidgetSpec } from './widget-spec.js';

const names = [
  '_model_name',
  '_model_module',
  '_model_module_version',
  '_view_name',
  '_view_module',
  '_view_module_version',
] as const satisfies readonly (keyof ModuleTraits)[];

/** Divides the default state of one of our widgets into what says where its classes live, and its traits. */
export function withoutModule(
  defaults: () => ModuleTraits,
): Pick<WidgetSpec, 'model' | 'defaults'> {
  return {
    model: Object.fromEntries(names.map((name) => [name, defaults()[name]])) as never,
    defaults: () => {
      const traits: Partial<ModuleTraits> = defaults();
      for (const name of names) delete traits[name];
      return traits;
    },
  };
}
