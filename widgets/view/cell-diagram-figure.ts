// The cell diagram's figure.
import { LiveCellDiagram, type DiagramChanges } from '../plot/cell-diagram/live-cell-diagram.js';
import type { CellDiagramState } from '../state/index.js';
import type { WidgetModel } from './base.js';
import type { Figure } from './picture-view.js';
import { savePictures } from './save-picture.js';
import { saveSoon } from './sharing.js';

/** Makes the figure of a CellDiagramModel. */
export function makeCellDiagramFigure(model: WidgetModel, document: Document): Figure {
  const change = (changes: DiagramChanges): void => {
    model.set(changes);
    saveSoon(model);
  };
  const live = new LiveCellDiagram(document, change, savePictures(document));
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
