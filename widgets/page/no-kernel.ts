// Controls of a page without a kernel: what nobody answers says so, and cannot be moved.
import type { WidgetModel } from '../view/base.js';

/** Where the classes of controls live. */
const controls = '@jupyter-widgets/controls';

/** Links that work in the browser: what they tie together still answers. */
const links = new Set(['LinkModel', 'DirectionalLinkModel']);

/** What is said about them. */
export const noKernel = 'This page has no kernel: its controls cannot be answered.';

const nameOf = (model: WidgetModel): string => String(model.get('_model_name'));

/** They can be disabled too, but there is nothing in them to be answered. */
const texts = new Set(['HTMLModel', 'HTMLMathModel', 'LabelModel']);

const isControl = (model: WidgetModel): boolean =>
  model.get('_model_module') === controls &&
  typeof model.get('disabled') === 'boolean' &&
  !texts.has(nameOf(model));

/** The models that a link in the browser starts from, or goes to and back. */
function tiedTogether(models: readonly WidgetModel[]): Set<unknown> {
  return new Set(
    models
      .filter((model) => links.has(nameOf(model)))
      .flatMap((model) => {
        const ends = model.get('source') as [unknown, string] | null;
        const back =
          nameOf(model) === 'LinkModel' ? (model.get('target') as [unknown] | null) : null;
        return [ends?.[0], back?.[0]];
      }),
  );
}

/** Disables the controls that only a kernel could answer, and gives them. */
export function disableUnanswered(models: readonly WidgetModel[]): Set<WidgetModel> {
  const tied = tiedTogether(models);
  const alone = models.filter((model) => isControl(model) && !tied.has(model));
  for (const model of alone) model.set({ disabled: true, tooltip: noKernel });
  return new Set(alone);
}

/** Whether one of these models is shown in a view of `model`: itself, or among its children. */
export function holdsOne(model: WidgetModel, disabled: ReadonlySet<WidgetModel>): boolean {
  if (disabled.has(model)) return true;
  const children: unknown = model.get('children');
  return (
    Array.isArray(children) && children.some((child) => isModel(child) && holdsOne(child, disabled))
  );
}

const isModel = (value: unknown): value is WidgetModel =>
  typeof value === 'object' && value !== null && 'get' in value && 'save_changes' in value;
