import type { Change } from './observers.js';
import { registerClass } from './registry.js';
import type { WidgetSpec } from './widget-spec.js';
import { Widget } from './widget.js';

/** Carries the traits of a class in its type alone; no object has this property. */
declare const traitsOf: unique symbol;

type Names<S> = Extract<keyof S, string>;

/** The typed face of a widget with traits `S`. */
export interface Typed<S extends object> {
  /** Carries the type of the traits; there is nothing at run time. */
  readonly [traitsOf]?: S;
  /** Calls `handler` whenever one of these traits changes, from either side. */
  observe<K extends Names<S>>(
    handler: (change: Change<S[K], K>) => unknown,
    names: K | readonly K[],
  ): void;
  /** Calls `handler` whenever any trait changes. */
  observe(handler: (change: Change) => unknown): void;
  /** Takes an observer back, from these traits or from all. */
  unobserve(handler: (change: never) => unknown, names?: Names<S> | readonly Names<S>[]): void;
  /** The value of a trait. */
  get<K extends Names<S>>(name: K): S[K];
  /** Sets several traits in one message to the front end. */
  set(values: Partial<S>): void;
}

/** What a constructor takes: any of the traits; a plain object stands for a new `Layout` or style. */
export type WidgetOptions<S> = {
  [K in keyof S]?: S[K] extends { readonly [traitsOf]?: infer T }
    ? S[K] | WidgetOptions<NonNullable<T>>
    : S[K];
};

/** A widget with traits `S`. */
export type WidgetOf<S extends object> = Typed<S> & S & Widget;

/** A class of widgets with typed traits. */
export type WidgetClass<S extends object> = new (options?: WidgetOptions<S>) => WidgetOf<S>;

/** Values by their traits' own names. */
const writtenOut = ({ shorthands = {} }: WidgetSpec, values: object): object =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      (shorthands[name] ?? [name]).map((each) => [each, value]),
    ),
  );

/** Makes a class whose instances have every trait of `spec.defaults()` as a property that is kept in sync. */
export function defineWidget<S extends object>(spec: WidgetSpec): WidgetClass<S> {
  class Defined extends Widget {
    constructor(options: object = {}) {
      super(spec, writtenOut(spec, options));
    }

    override set(values: object): void {
      super.set(writtenOut(spec, values));
    }
  }
  for (const name of Object.keys(spec.defaults())) {
    Object.defineProperty(Defined.prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: Widget) {
        return this.get(name);
      },
      set(this: Widget, value: unknown) {
        this.set({ [name]: value });
      },
    });
  }
  for (const [name, names] of Object.entries(spec.shorthands ?? {})) {
    Object.defineProperty(Defined.prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: Widget) {
        const [first, ...others] = names.map((each) => this.get(each));
        return others.every((other) => other === first) ? first : null;
      },
      set(this: Widget, value: unknown) {
        this.set({ [name]: value });
      },
    });
  }
  registerClass(spec.model._model_module, spec.model._model_name, () => new Defined());
  return Defined as unknown as WidgetClass<S>;
}
