import type { Changes } from '../../../src/changes/changes.js';
import type { LayerChange } from '../../../src/changes/change.js';
import { fromStorage, sizeOf, toStorage } from '../../../src/ndarray/make.js';
import type { FloatStorage, NdArray } from '../../../src/ndarray/nd-array.js';
import { HTML, VBox } from '../controls/controls.generated.js';
import { escapeHtml } from '../core/escape-html.js';
import { GateLink } from './gate-link.js';
import { heatmap, type Heatmap } from './heatmap.js';

/**
 * Shows what `whatChanged` found: the ranked parts as a table; for each recurrent layer a picture of how far each gate of each kernel moved, in which a click
 * shows the differences of that gate's weights beside it; and for each layer that was run on data the differences of its series of the first sample, linked.
 * What is below rounding is 0.
 */
export function changesView(changes: Changes): VBox {
  const link = new GateLink();
  const table = new HTML({ value: `<pre>${escapeHtml(String(changes))}</pre>` });
  const pictures = changes.layers.flatMap((layer) => [
    ...gatePictures(changes, layer),
    ...seriesPictures(layer, link),
  ]);
  return new VBox({ children: [table, ...pictures] });
}

/** How far each gate moved, and the weights of the one that is looked at: the one that moved furthest, until another is clicked. */
function gatePictures(changes: Changes, layer: LayerChange): Heatmap[] {
  const { values, kernels, gates } = changes.picture(layer.name);
  const furthest = changes.weights.find(
    ({ layer: name, part }) => name === layer.name && part.includes('.'),
  );
  if (!furthest || furthest.share === 0) return [];
  const overview = heatmap(values, {
    title: `${layer.name}: how far each gate moved`,
    rowNames: [...kernels],
    columnNames: [...gates],
    colorbar: 'share of its size',
    vmin: 0,
  });
  const detail = heatmap(matrixOf(layer, furthest.part)!, namesOf(layer, furthest.part));
  overview.onPick(({ row, column }) => {
    const part = `${kernels[row]}.${gates[column]}`;
    const matrix = matrixOf(layer, part);
    if (!matrix) return;
    const { titles, quantity } = namesOf(layer, part);
    detail.setValues(matrix, { titles, quantity });
    detail.title = titles[0]!;
  });
  return [overview, detail];
}

const namesOf = ({ name }: LayerChange, part: string) => ({
  title: `${name}.${part}: b − a`,
  titles: [`${name}.${part}: b − a`],
  quantity: 'error' as const,
});

/** The differences of one part of the weights as rows × units. */
function matrixOf(layer: LayerChange, part: string): NdArray<FloatStorage> | undefined {
  const moved = layer.weightDifference(part);
  if (!moved) return undefined;
  const columns = moved.shape.at(-1)!;
  return moved.reshape(sizeOf(moved.shape) / columns, columns);
}

function seriesPictures({ name, series, difference }: LayerChange, link: GateLink): Heatmap[] {
  const parts = series.map(({ part }) => part).filter((part) => part !== 'output');
  const matrices = parts.flatMap((part) => {
    const first = difference(part, 0);
    // Time × units; images have no such picture.
    if (first?.dimension !== 2) return [];
    return [fromStorage(toStorage(first, 'float64'), first.shape)];
  });
  if (matrices.length === 0) return [];
  return [
    heatmap(matrices, {
      titles: parts.map((part) => `${name}.${part}: b − a`),
      transpose: true,
      quantity: 'error',
      link,
    }),
  ];
}
