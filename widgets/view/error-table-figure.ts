// The error table's figure: the model's state into the live table, and its changes back into the model.
import { LiveErrorTable } from '../plot/error-table/live-error-table.js';
import type { ErrorTableState } from '../state/index.js';
import type { WidgetModel } from './base.js';
import type { Figure } from './picture-view.js';
import { savePictures, saveText } from './save-picture.js';
import { saveSoon } from './sharing.js';

/** Makes the figure of an ErrorTableModel. */
export function makeErrorTableFigure(model: WidgetModel, document: Document): Figure {
  const live = new LiveErrorTable(document, {
    change(changes) {
      model.set(changes);
      saveSoon(model);
    },
    pick: (row) => model.comm_live && model.send({ type: 'pick', row }),
    stop: () => model.comm_live && model.send({ type: 'stop' }),
    save: (what, table) => saveText(what, table, document),
    saveMap: savePictures(document),
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
