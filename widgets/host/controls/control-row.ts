import type { TraitKind } from '../core/widget-spec.js';

/** Traits as plain data. */
export interface TraitFacts {
  /** The values of the traits before anybody sets them. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Traits that are not plain JSON. */
  readonly kinds?: Readonly<Record<string, TraitKind>>;
  /** Traits that hold a widget of their own, and its class. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** What there is to know of a standard widget. */
export interface ControlRow extends TraitFacts {
  /** How a widget manager finds the model's class. */
  readonly model: readonly [module: string, version: string, name: string];
  /** The view's name; absent where nothing is seen. */
  readonly view?: string;
  /** The view's module where it is not the model's. */
  readonly viewModule?: string;
  /** Traits that it shares with others. */
  readonly has?: readonly TraitFacts[];
  /** Names that stand for several traits at once. */
  readonly shorthands?: Readonly<Record<string, readonly string[]>>;
}
