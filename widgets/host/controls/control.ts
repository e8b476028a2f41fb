// Makes the class of a standard widget out of its row in the table.
import { defineWidget, type WidgetClass } from '../core/define-widget.js';
import type { Widget } from '../core/widget.js';
import type { ControlRow, TraitFacts } from './control-row.js';
import { controlTable } from './control-table.generated.js';

/** Classes by name, so that a widget can make the parts it is made of. */
const classes = new Map<string, new (traits: object) => Widget>();

/** The class of the standard widget `name`, with traits `S`. */
export function control<S extends object>(name: string): WidgetClass<S> {
  const row = controlTable[name]!;
  const parts = Object.entries(factsOf(row, 'parts')).map(([trait, part]) => {
    return [trait, (traits: object) => new (classes.get(part)!)(traits)] as const;
  });
  const defaults = factsOf(row, 'defaults');
  const made = defineWidget<S>({
    name,
    model: modelOf(row),
    defaults: () => structuredClone(defaults),
    kinds: factsOf(row, 'kinds'),
    parts: Object.fromEntries(parts),
    ...(row.shorthands && { shorthands: row.shorthands }),
  });
  classes.set(name, made as unknown as new (traits: object) => Widget);
  return made;
}

/** One kind of facts, shared ones included. */
function factsOf<K extends keyof TraitFacts>(row: ControlRow, kind: K): Required<TraitFacts>[K] {
  const all = [...(row.has ?? []), row].map((facts) => facts[kind] ?? {});
  return Object.assign({}, ...all) as Required<TraitFacts>[K];
}

function modelOf({ model: [module, version, name], view, viewModule }: ControlRow) {
  return {
    _model_name: name,
    _model_module: module,
    _model_module_version: version,
    _view_name: view ?? null,
    _view_module: viewModule ?? module,
    _view_module_version: version,
  };
}
