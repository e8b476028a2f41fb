import type { ModuleTraits } from '../../state/module.js';

/** What a trait holds when it is not plain JSON. */
export type TraitKind =
  'widget' | 'widgets' | 'bytes' | 'date' | 'time' | 'datetime' | 'naive' | 'files';

/** What there is to know of a class of widgets. */
export interface WidgetSpec {
  /** The class's name in TypeScript, such as `IntSlider`. */
  readonly name: string;
  /** How a widget manager finds the classes of model and view. */
  readonly model: ModuleTraits;
  /** Fresh default values of all traits. */
  readonly defaults: () => object;
  /** Traits that are not plain JSON. */
  readonly kinds?: Readonly<Record<string, TraitKind>>;
  /** Traits that hold a widget of their own (`layout`, `style`): made when needed, or from a plain object. */
  readonly parts?: Readonly<Record<string, (traits: object) => WidgetLike>>;
  /** Names that stand for several traits at once. */
  readonly shorthands?: Readonly<Record<string, readonly string[]>>;
  /** Traits in the smaller form in which a notebook keeps them. */
  readonly saved?: (widget: WidgetLike) => object;
}

/** A widget, as far as the parts that serve all of them need to know it. */
export interface WidgetLike {
  /** The class's own description. */
  readonly spec: WidgetSpec;
  /** The id under which the front end knows it. */
  readonly modelId: string;
  /** The value of a trait. */
  get(name: string): unknown;
  /** Sets several traits at once. */
  set(values: object): void;
  /** Traits in wire form. */
  wireState(names?: readonly string[]): Record<string, unknown>;
  /** Takes the state of a model that the front end opened. */
  receive(state: Record<string, unknown>): Promise<void>;
  /** Whether there is something to see without a live widget. */
  isPicture(): boolean;
  /** Closes it. */
  close(): void;
}

const known = new WeakMap<WidgetSpec, Readonly<Record<string, unknown>>>();

/** The defaults of a kind of widget, to be looked at only: made once, since every change of a trait asks for them. */
export function defaultsOf(spec: WidgetSpec): Readonly<Record<string, unknown>> {
  const found = known.get(spec) ?? (spec.defaults() as Record<string, unknown>);
  known.set(spec, found);
  return found;
}
