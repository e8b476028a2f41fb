// Widgets that choose among options. The browser knows labels and an index; the chosen value is the kernel's.
import { choicesOf, indexOfValue, type Choices, type Options } from './choices.js';
import type { Typed, WidgetOptions } from '../core/define-widget.js';
import type { Widget } from '../core/widget.js';

/** What all of them store. */
interface SelectionTraits {
  _options_labels: readonly string[];
  index: number | readonly number[] | null;
}

/** What one choice adds. */
export interface OneChoice<T> {
  /** The chosen value, or null. */
  value: T | null;
  /** The label of the chosen value, or null. */
  label: string | null;
  /** What there is to choose from. */
  options: Options<T>;
}

/** What several choices add: for a range, the values at its two ends. */
export interface ManyChoices<T> {
  /** The chosen values, in the order of the options. */
  value: readonly T[];
  /** Their labels. */
  label: readonly string[];
  /** What there is to choose from. */
  options: Options<T>;
}

type OptionsOf<S, C> = Omit<WidgetOptions<S>, keyof C> & Partial<C>;
type BaseClass = new (traits: object) => Widget;

/** A class of selection widgets, generic in the type of its values. */
export type OneSelection<S extends object> = new <T = string>(
  options?: OptionsOf<S, OneChoice<T>>,
) => Typed<S & OneChoice<T>> & S & OneChoice<T> & Widget;

/** The same for several values. */
export type ManySelection<S extends object> = new <T = string>(
  options?: OptionsOf<S, ManyChoices<T>>,
) => Typed<S & ManyChoices<T>> & S & ManyChoices<T> & Widget;

/** How an index stands for a value. */
interface Reading {
  /** The index before anything is chosen. */
  first(count: number): number | number[] | null;
  indexOf(choices: Choices<unknown>, value: unknown): number | number[] | null;
  pick(list: readonly unknown[], index: unknown): unknown;
}

const one: Reading = {
  first: (count) => (count > 0 ? 0 : null),
  indexOf: (choices, value) => (value === null ? null : indexOfValue(choices, value)),
  pick: (list, index) => (typeof index === 'number' ? (list[index] ?? null) : null),
};

const many: Reading = {
  first: () => [],
  indexOf: (choices, value) => (value as unknown[]).map((item) => indexOfValue(choices, item)),
  pick: (list, index) => (index as number[]).map((at) => list[at]),
};

const range: Reading = { ...many, first: () => [0, 0] };

const computed = ['value', 'label', 'options'];
const choices = new WeakMap<Widget, Choices<unknown>>();

/** The traits behind options as a person writes them. */
function translate(known: Choices<unknown>, given: object, reading: Reading) {
  const { options, value, label, ...traits } = given as Partial<OneChoice<unknown>>;
  const chosen = options === undefined ? known : choicesOf(options);
  const stored: Partial<SelectionTraits> & object = { ...traits };
  if (options !== undefined) {
    stored._options_labels = chosen.labels;
    stored.index ??= reading.first(chosen.labels.length);
  }
  if (value !== undefined) stored.index = reading.indexOf(chosen, value);
  else if (label !== undefined) {
    stored.index = reading.indexOf({ labels: chosen.labels, values: chosen.labels }, label);
  }
  return { chosen, stored };
}

const nothing: Choices<unknown> = { labels: [], values: [] };

function selection(base: BaseClass, reading: Reading): BaseClass {
  class Selection extends base {
    constructor(options: object = {}) {
      const { chosen, stored } = translate(nothing, options, reading);
      super(stored);
      choices.set(this, chosen);
    }

    override get(name: string): unknown {
      const { labels, values } = choices.get(this) ?? nothing;
      if (name === 'options') return labels.map((label, index) => [label, values[index]]);
      if (name === 'value') return reading.pick(values, super.get('index'));
      return name === 'label' ? reading.pick(labels, super.get('index')) : super.get(name);
    }

    override set(given: object): void {
      const { chosen, stored } = translate(choices.get(this) ?? nothing, given, reading);
      choices.set(this, chosen);
      super.set(stored);
    }

    protected override isComputed(name: string): boolean {
      return computed.includes(name);
    }

    protected override changed(name: string, old: unknown): void {
      if (name !== 'index') return;
      const { labels, values } = choices.get(this) ?? nothing;
      this.notify('value', reading.pick(values, old), this.get('value'));
      this.notify('label', reading.pick(labels, old), this.get('label'));
    }
  }
  for (const name of computed) {
    Object.defineProperty(Selection.prototype, name, {
      configurable: true,
      get(this: Widget) {
        return this.get(name);
      },
      set(this: Widget, value: unknown) {
        this.set({ [name]: value });
      },
    });
  }
  return Selection;
}

/** Adds `options`, `value` and `label` to a class with one index. */
export const oneOf = <S extends object>(base: new (traits: never) => S & Widget): OneSelection<S> =>
  selection(base as unknown as BaseClass, one) as unknown as OneSelection<S>;

/** Adds `options`, `value` and `label` to a class with a list of indices. */
export const someOf = <S extends object>(
  base: new (traits: never) => S & Widget,
): ManySelection<S> => selection(base as unknown as BaseClass, many) as unknown as ManySelection<S>;

/** Adds `options`, `value` and `label` to a class with the indices of two ends. */
export const rangeOf = <S extends object>(
  base: new (traits: never) => S & Widget,
): ManySelection<S> =>
  selection(base as unknown as BaseClass, range) as unknown as ManySelection<S>;
