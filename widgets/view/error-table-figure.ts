// The error table's figure: the model's state into the live table, and its changes back into the model.
import { LiveErrorTable } from '../plot/error-table/live-error-table.js';
import type { ErrorTableState } from '../state/index.js';
import type { WidgetModel } from './base.js';
import { download } from './download.js';
import type { Figure } from './picture-view.js';
import { saveHeatmap } from './save-heatmap.js';
import { saveSoon } from './sharing.js';

/** Makes the figure of an ErrorTableModel. */
export function makeErrorTableFigure(model: WidgetModel, document: Document): Figure {
  const live = new LiveErrorTable(document, {
    change(changes) {
      model.set(changes);
      saveSoon(model);
    },
    pick: (row) => model.comm_live && model.send({ type: 'pick', row }),
    save(what, text) {
      if (what === 'copy') void document.defaultView?.navigator.clipboard.writeText(text);
      else download(new Blob([text], { type: 'text/csv' }), 'errors.csv', document);
    },
    saveMap: (what, plan) => saveHeatmap(what, plan, document),
  });
  return {
    node: live.node,
    show: () => live.show({ ...(model.attributes as ErrorTableState) }),
    fail: (error) => live.fail(error),
    resize: (width) => live.resize(width),
    redraw: () => live.redraw(),
    receive: () => undefined,
    destroy: () => live.destroy(),
  };
}
