import type { ModuleTraits } from '../state/module.js';
import type { Widget } from './widget.js';
import type { TraitKind } from './wire-value.js';

/** What there is to know of a class of widgets. */
export interface WidgetSpec {
  /** The class's name in TypeScript, such as `IntSlider`. */
  readonly name: string;
  readonly model: ModuleTraits;
  /** Fresh default values of all traits. */
  readonly defaults: () => object;
  /** Traits that are not plain JSON. */
  readonly kinds?: Readonly<Record<string, TraitKind>>;
  /** Traits that hold a widget of their own (`layout`, `style`): made when needed, or from a plain object. */
  readonly parts?: Readonly<Record<string, (traits: object) => Widget>>;
  /** Names that stand for several traits at once. */
  readonly shorthands?: Readonly<Record<string, readonly string[]>>;
  /** Traits in the smaller form in which a notebook keeps them. */
  readonly saved?: (widget: Widget) => object;
}
