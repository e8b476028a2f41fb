// What our views have in common on the kernel's side.
import type { Tree } from '../plot/tree/tree.js';
import { toText } from '../plot/tree/tree.js';
import type { ModuleTraits, WireArray } from '../state/index.js';
import { encodeArray } from '../state/index.js';
import { svgImage } from './heatmap-picture.js';
import { matricesOf, type MatrixLike } from './matrix.js';
import type { MimeBundle } from './mime-bundle.js';
import type { Widget } from './widget.js';

/** The whole state of one of our widgets, as the browser's model has it; references are left out. */
export function stateOf<S extends ModuleTraits>(widget: Widget, defaults: () => S): S {
  const whole = defaults();
  for (const name of Object.keys(whole)) {
    if (name.startsWith('_') || name === 'link') continue;
    Object.assign(whole, { [name]: widget.get(name) });
  }
  return whole;
}

/** A drawing as the static form of a widget. */
export function pictureBundle(tree: Tree, text: string): MimeBundle {
  return { 'text/html': svgImage(toText(tree), text), 'text/plain': text };
}

/** An array of one or two axes as it crosses to the browser. @throws as `matricesOf` does */
export function wireOf(values: MatrixLike): WireArray {
  const [matrix] = matricesOf(values);
  const { rows, columns, data } = matrix!;
  const isLine = !('shape' in values) ? !Array.isArray((values as unknown[])[0]) : false;
  const axes = 'shape' in values ? values.shape.length : isLine ? 1 : 2;
  return encodeArray(data, axes === 1 ? [columns] : [rows, columns]);
}
