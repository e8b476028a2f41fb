// What our views have in common on the kernel's side.
import type { Tree } from '../../plot/tree/tree.js';
import { toText } from '../../plot/tree/tree.js';
import type { ModuleTraits, WireArray } from '../../state/index.js';
import { encodeArray } from '../../state/index.js';
import { svgImage } from './heatmap-picture.js';
import { asNdArray } from '../../../src/ndarray/as-nd-array.js';
import { matricesOf, type Matrix, type MatrixLike } from './matrix.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import type { Widget } from '../core/widget.js';

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
  const array = asNdArray(values, 'A picture');
  const [{ rows, columns, data }] = matricesOf(array) as [Matrix];
  return encodeArray(data, array.dimension === 1 ? [columns] : [rows, columns]);
}
