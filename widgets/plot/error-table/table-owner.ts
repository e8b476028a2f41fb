import type { SavedText } from '../save/saved-picture.js';
import type { ErrorMapOwner } from './error-map.js';
import type { TableChanges } from './table-actions.js';

/** What the table asks of its owner, who applies changes to the state and calls `show` again. */
export interface TableOwner {
  /** What is to become of the state. */
  change(changes: TableChanges): void;
  /** A row was chosen, by its index in the columns as sent. */
  pick(row: number): void;
  /** Gives up the work on the verdict. */
  stop(): void;
  /** Saves or copies the rows that are shown. */
  save(what: 'csv' | 'copy', table: SavedText): Promise<void>;
  /** Saves or copies the map. */
  saveMap: ErrorMapOwner['save'];
}
