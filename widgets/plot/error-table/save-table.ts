// The rows of an error table as they are saved or copied.
import { saveAndTell, teller } from '../save/save-tools.js';
import type { SavedText } from '../save/saved-picture.js';
import type { ErrorTableState } from '../../state/index.js';
import { languageOf, speaker } from '../text/words.js';
import { tableAsText, type TableData } from './table-data.js';

/** What of a table is shown: its data, the places of the rows in it, and the state. */
export type ShownRows = readonly [TableData, Int32Array, ErrorTableState | null];

/** Makes what the buttons of the table in `node` do: save the rows that are shown, and say so beside the buttons. */
export const tableSaver =
  (
    node: HTMLElement,
    owner: { save(what: 'csv' | 'copy', table: SavedText): Promise<void> },
    shown: () => ShownRows,
  ) =>
  (what: 'csv' | 'copy'): void => {
    const [data, rows, state] = shown();
    const say = speaker(
      languageOf(state?.language ?? 'auto', node.ownerDocument.documentElement.lang),
    );
    const title = state?.title ?? '';
    const text = (separator: ',' | '\t'): string => tableAsText(data, rows, separator);
    const told = node.querySelector<HTMLElement>('.gl-tools .gl-told')!;
    void saveAndTell(what, owner.save(what, { title, kind: 'errors', text }), teller(told, say));
  };
