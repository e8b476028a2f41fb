// All standard widgets: the generated classes, and those that do more than hold traits.
import * as base from './controls.generated.js';
import type { WidgetOptions } from '../core/define-widget.js';
import { oneOf, rangeOf, someOf } from './selection.js';

export * from './controls.generated.js';
export { Output } from './output.js';

/** A dropdown list: `new Dropdown({ options: ['a', 'b'], value: 'b' })`. */
export class Dropdown<T = string> extends oneOf<base.DropdownTraits>(base.DropdownBase)<T> {}

/** Round buttons, one of which is on. */
export class RadioButtons<T = string> extends oneOf<base.RadioButtonsTraits>(
  base.RadioButtonsBase,
)<T> {}

/** A list, one line of which is chosen. */
export class Select<T = string> extends oneOf<base.SelectTraits>(base.SelectBase)<T> {}

/** A slider over any options. */
export class SelectionSlider<T = string> extends oneOf<base.SelectionSliderTraits>(
  base.SelectionSliderBase,
)<T> {}

/** Buttons beside each other, one of which is pressed. */
export class ToggleButtons<T = string> extends oneOf<base.ToggleButtonsTraits>(
  base.ToggleButtonsBase,
)<T> {}

/** A list, any lines of which are chosen. */
export class SelectMultiple<T = string> extends someOf<base.SelectMultipleTraits>(
  base.SelectMultipleBase,
)<T> {}

/** A slider with two ends over any options. */
export class SelectionRangeSlider<T = string> extends rangeOf<base.SelectionRangeSliderTraits>(
  base.SelectionRangeSliderBase,
)<T> {}

/** Pages behind tabs, the first of them open: `new Tab({ children: [a, b], titles: ['A', 'B'] })`. */
export class Tab extends base.TabBase {
  constructor(options: WidgetOptions<base.TabTraits> = {}) {
    const isEmpty = (options.children?.length ?? 0) === 0;
    super(isEmpty ? options : { selected_index: 0, ...options });
  }
}

/** A button: `button.onClick(() => …)`. */
export class Button extends base.ButtonBase {
  /** Calls `handler` at each click. @returns a function that takes it back */
  onClick(handler: (button: this) => unknown): () => void {
    return this.onMessage(({ event }) => (event === 'click' ? handler(this) : undefined));
  }
}
