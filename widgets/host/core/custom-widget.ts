// Widgets of a person's own: the state lives here, the view is a module for the browser, both written in one cell.
import { customDefaults } from '../../state/index.js';
import { defineWidget, type WidgetClass } from './define-widget.js';
import { withoutModule } from './own-widget.js';
import { connected, openWidgets } from './registry.js';
import type { WidgetLike } from './widget-spec.js';

/** A trait as the browser has it: bytes arrive as a DataView. */
type Seen<T> = T extends Uint8Array ? DataView : T;

/** The model as the view in the browser sees it; changes are seen by the kernel after `save_changes()`. */
export interface ViewModel<S> {
  /** The value of a trait. */
  get<K extends keyof S>(name: K): Seen<S[K]>;
  /** Sets a trait, in the browser alone until `save_changes`. */
  set<K extends keyof S>(name: K, value: Seen<S[K]> | S[K]): void;
  /** Sends what was set to the kernel. */
  save_changes(): void;
  /** Events: `change`, `change:name`, `msg:custom`. */
  on(event: string, handler: (...args: never[]) => void): void;
  /** Takes handlers back: of one event or all, one or all. */
  off(event?: string | null, handler?: ((...args: never[]) => void) | null): void;
  /** A message to `onMessage` in the kernel; `widget.send` answers with `msg:custom`. */
  send(content: unknown, callbacks?: unknown, buffers?: readonly ArrayBuffer[]): void;
}

/**
 * A view, as anywidget has it: each function may return its own clean-up. They run in the browser and see nothing of the notebook
 * but their arguments.
 */
export interface View<S> {
  /** Called once for each model, before any view. @returns what cleans up */
  initialize?(context: { model: ViewModel<S> }): unknown;
  /** `el` is the place to draw in. `document` is the page's: cells have no global of that name. */
  render?(context: { model: ViewModel<S>; el: HTMLElement; document: Document }): unknown;
}

/** The browser's half: functions, or the text of an ES module (TypeScript is welcome) with a default export. */
export type ViewSource<S> = (View<S> & { css?: string }) | { esm: string; css?: string };

/** `{ render(…) {…} }` as text; a method's own text is not an expression, a function's is. */
function moduleText<S>(view: View<S>): string {
  const parts = (['initialize', 'render'] as const).flatMap((name) => {
    const text = view[name] && Function.prototype.toString.call(view[name]);
    if (!text) return [];
    const isMethod = new RegExp(`^(async\\s+)?${name}\\s*\\(`).test(text);
    return [isMethod ? text : `${name}: ${text}`];
  });
  return `export default {\n${parts.join(',\n')}\n};\n`;
}

function sourceOf<S>(view: ViewSource<S>): { _esm: string; _css: string } {
  const _css = view.css ?? '';
  if (!('esm' in view)) return { _esm: moduleText(view), _css };
  return { _esm: connected()?.transpile?.(view.esm) ?? view.esm, _css };
}

/**
 * Makes a class of widgets with these traits and this view:
 * `const Counter = customWidget('Counter', { count: 0 }, { render({ model, el }) { … } })`, then `new Counter({ count: 3 })`.
 * Running the cell again gives the open widgets of this name the new view.
 */
export function customWidget<S extends Record<string, unknown>>(
  name: string,
  defaults: S,
  view: ViewSource<S>,
): WidgetClass<S> {
  const source = sourceOf(view);
  for (const widget of openWidgets()) if (isOf(widget, name)) widget.set(source);
  return defineWidget<S>({
    ...withoutModule(customDefaults),
    name,
    kinds: Object.fromEntries(
      Object.entries(defaults)
        .filter(([, value]) => value instanceof Uint8Array)
        .map(([trait]) => [trait, 'bytes' as const]),
    ),
    defaults: () => ({ description: '', ...source, ...structuredClone(defaults) }),
  });
}

const isOf = ({ spec }: WidgetLike, name: string): boolean =>
  spec.name === name && spec.model._model_name === 'CustomModel';
