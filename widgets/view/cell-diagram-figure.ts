// The cell diagram's figure.
import { LiveCellDiagram } from '../plot/cell-diagram/live-cell-diagram.js';
import type { CellDiagramState } from '../state/index.js';
import type { WidgetModel } from './base.js';
import type { Figure } from './picture-view.js';
import { saveSoon } from './sharing.js';

/** Makes the figure of a CellDiagramModel. */
export function makeCellDiagramFigure(model: WidgetModel, document: Document): Figure {
  const live = new LiveCellDiagram(document, (changes) => {
    model.set(changes);
    saveSoon(model);
  });
  return {
    node: live.node,
    show: () => live.show({ ...(model.attributes as CellDiagramState) }),
    fail: (error) => live.fail(error),
    resize: () => undefined,
    redraw: () => undefined,
    receive: () => undefined,
    destroy: () => live.destroy(),
  };
}
