// State of a widget whose view was written in the notebook. Its own traits stand beside these.
import { moduleTraits, type ModuleTraits } from './module.js';

/** What the browser needs to run a view out of a cell. */
export interface CustomTraits extends ModuleTraits {
  /** Required by the base class: it reads its length. */
  description: string;
  /** An ES module whose default export has `render` and maybe `initialize`, as anywidget has it. */
  _esm: string;
  /** A style sheet that comes with it. */
  _css: string;
}

/** The traits that are code. Only the kernel sets them, and they run only where it has sent them or a person trusts what was saved. */
export const codeTraits = ['_esm', '_css'] as const;

/** Default state of such a widget: nothing to see. */
export const customDefaults = (): CustomTraits => ({
  ...moduleTraits('Custom'),
  description: '',
  _esm: '',
  _css: '',
});
