import { HTML as HTMLControl } from '../../widgets/host/index.js';
import { html, type RichText, type RichTextMaker } from './rich-text.js';

/** `HTML('<b>bold</b>')` is the same as `html`, as ipykernel's people write it; `new HTML({ value })` is the control of ipywidgets. */
export const HTML: typeof HTMLControl & RichTextMaker = new Proxy(HTMLControl, {
  apply: (_control, _self, words: [string]): RichText => html(...words),
}) as typeof HTMLControl & RichTextMaker;

/** The control. */
export type HTML = HTMLControl;
