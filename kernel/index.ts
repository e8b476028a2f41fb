// The public exports of `gatelab`. Every name here is in scope in every cell.
import './display/own-objects.js';

export {
  clearOutput,
  confirm,
  display,
  input,
  prompt,
  updateDisplay,
  type Display,
  type ShowOptions,
} from './display/display.js';
export { HTML } from './display/html.js';
export {
  html,
  latex,
  Latex,
  markdown,
  Markdown,
  md,
  RichText,
  tex,
  type RichTextMaker,
} from './display/rich-text.js';
export { page, setNextInput } from './display/payloads.js';
export * from '../src/index.js';
export * from '../widgets/host/index.js';
