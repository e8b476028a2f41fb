// Controls around a function: moving one calls it again. As `interact` of ipywidgets, with the arguments typed.
import { Checkbox, Dropdown, FloatSlider, IntSlider, Output, Text, VBox } from './controls.js';
import type { Options } from './choices.js';
import type { Typed } from '../core/define-widget.js';
import { htmlOfChildren, type MimeBundle } from '../core/mime-bundle.js';
import { connected, renewWidgetsOf } from '../core/registry.js';
import { Widget } from '../core/widget.js';

/** A widget with a value. */
type Control<T = unknown> = Widget & Typed<{ value: T }>;

/**
 * What stands for a control: a widget, a number (slider), `[min, max]` or `[min, max, step]`, a boolean (checkbox), a text (text
 * box), or options of a dropdown: a list of texts or a record of labels to values.
 */
export type Abbreviation =
  | Widget
  | number
  | boolean
  | string
  | readonly [number, number]
  | readonly [number, number, number]
  | readonly string[]
  | Readonly<Record<string, unknown>>;

/** The type of the value that an abbreviation's control has. */
export type ValueOf<A> = A extends { value: infer V }
  ? V
  : A extends number | readonly [number, number] | readonly [number, number, number]
    ? number
    : A extends boolean
      ? boolean
      : A extends string
        ? string
        : A extends readonly (infer T)[]
          ? T
          : A extends Readonly<Record<string, infer V>>
            ? V
            : never;

type Arguments<A> = { [K in keyof A]: ValueOf<A[K]> };

function slider(numbers: readonly number[], value?: number): Widget {
  const [min, max, step] = numbers as [number, number, number?];
  const middle = value ?? (min + max) / 2;
  if ([...numbers, value ?? 0].every(Number.isInteger)) {
    return new IntSlider({ min, max, step: step ?? 1, value: Math.floor(middle) });
  }
  return new FloatSlider({ min, max, step: step ?? (max - min) / 100, value: middle });
}

const isNumbers = (list: readonly unknown[]): list is readonly number[] =>
  (list.length === 2 || list.length === 3) && list.every((item) => typeof item === 'number');

/** The control that an abbreviation stands for. @throws TypeError for something that stands for none. */
export function controlOf(given: Abbreviation): Widget {
  if (given instanceof Widget) return given;
  if (typeof given === 'boolean') return new Checkbox({ value: given });
  if (typeof given === 'string') return new Text({ value: given });
  if (typeof given === 'number') {
    const far = given === 0 ? 1 : 3 * given;
    const near = given === 0 ? 0 : -given;
    return slider([Math.min(near, far), Math.max(near, far)], given);
  }
  if (Array.isArray(given) && isNumbers(given)) return slider(given);
  if (typeof given === 'object' && given !== null) {
    return new Dropdown<unknown>({ options: given as Options<unknown> });
  }
  throw new TypeError(`${String(given)} stands for no control`);
}

let count = 0;

/** Controls and, below them, what the function printed, displayed and returned for their present values. */
export class Interactive<A extends Record<string, Abbreviation>> extends VBox {
  readonly #run: (args: Arguments<A>) => unknown;
  readonly #controls: Readonly<Record<string, Widget>>;
  readonly #output: Output;
  readonly #name = `interactive ${++count}`;
  /** What the function returned last. */
  result: unknown;

  constructor(run: (args: Arguments<A>) => unknown, abbreviations: A) {
    const controls: Record<string, Widget> = {};
    for (const [name, given] of Object.entries(abbreviations)) {
      const control = controlOf(given);
      if (control !== given || describedAs(control) === '') control.set({ description: name });
      controls[name] = control;
    }
    const output = new Output();
    super({ children: [...Object.values(controls), output] });
    this.#run = run;
    this.#controls = controls;
    this.#output = output;
    for (const control of Object.values(controls)) {
      (control as Control).observe(() => this.update(), 'value');
    }
  }

  /** Calls the function with the present values and shows what comes of it. */
  update(): unknown {
    const values = Object.entries(this.#controls).map(([name, control]) => [
      name,
      control.get('value'),
    ]);
    const args = Object.fromEntries(values) as Arguments<A>;
    this.#output.clear();
    return this.#output.capture(() =>
      renewWidgetsOf(this.#name, () => this.#show(this.#run(args))),
    );
  }

  /** What its function shows has to be seen where no widget can be. */
  override isPicture(): boolean {
    return true;
  }

  /** The controls as text, and what the function returned. */
  override staticBundle(): MimeBundle {
    const shown = this.result instanceof Widget ? [this.result] : [];
    const { 'text/plain': text } = super.staticBundle();
    return { ...htmlOfChildren([...Object.values(this.#controls), ...shown]), 'text/plain': text };
  }

  #show(result: unknown): unknown {
    if (result instanceof Promise) return result.then((value) => this.#show(value));
    this.result = result;
    this.#output.shows = result instanceof Widget ? result : undefined;
    return result === undefined ? undefined : connected()?.show?.(result);
  }
}

const describedAs = (control: Widget): unknown => {
  try {
    return control.get('description');
  } catch {
    return undefined;
  }
};

/**
 * Makes controls for the arguments of a function: `interactive(({ sample }) => heatmap(…), { sample: [0, 99] })`. It runs when a
 * control moves, and once at the start.
 */
export function interactive<const A extends Record<string, Abbreviation>>(
  run: (args: Arguments<A>) => unknown,
  abbreviations: A,
): Interactive<A> {
  const made = new Interactive(run, abbreviations);
  void made.update();
  return made;
}

/** `interactive`, shown at once. */
export function interact<const A extends Record<string, Abbreviation>>(
  run: (args: Arguments<A>) => unknown,
  abbreviations: A,
): Interactive<A> {
  const made = interactive(run, abbreviations);
  void connected()?.show?.(made);
  return made;
}
