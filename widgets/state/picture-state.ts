// Traits that every picture has, whatever it shows.
import { sharedDefaults, type SharedTraits } from './link-state.js';
import { moduleTraits, type ModuleTraits } from './module.js';

/** Labels, size and language of a picture. Labels are text, never HTML. */
export interface PictureTraits extends ModuleTraits, SharedTraits {
  /** Required by the base class: it reads its length. */
  description: string;
  /** Above the picture; empty for none. */
  title: string;
  /** Null names the axis after what stands there (the steps and units of a trace), an empty text leaves it without a name. */
  xlabel: string | null;
  /** The name of the other axis, likewise. */
  ylabel: string | null;
  /** In CSS pixels; null fills the width of the output (at most 960) and takes a fitting height. */
  width: number | null;
  /** In CSS pixels; null takes a fitting height. */
  height: number | null;
  /** Language of the picture's own words (tooltips, buttons); `auto` takes the page's. */
  language: 'auto' | 'en' | 'zh';
  /** Reference `IPY_MODEL_<id>` of the link model whose traits this view shares, or null. */
  link: string | null;
}

/** Defaults of these traits for the widget `name`. */
export const pictureDefaults = (name: string): PictureTraits => ({
  ...moduleTraits(name),
  ...sharedDefaults(),
  description: '',
  title: '',
  xlabel: '',
  ylabel: '',
  width: null,
  height: null,
  language: 'auto',
  link: null,
});

/**
 * What the numbers are, which decides their colours and their honest limits when none are given: `gate` 0…1, `hidden` −1…1, `cell`, `error`
 * and `weight` symmetric about 0, `magnitude` from 0 up, `value` the data's own range, symmetric about 0 where it has both signs.
 */
export type Quantity = 'gate' | 'hidden' | 'cell' | 'error' | 'weight' | 'magnitude' | 'value';
