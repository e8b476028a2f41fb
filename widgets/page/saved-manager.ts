import type { DOMWidgetView } from '@jupyter-widgets/base';
import type { IManagerState } from '@jupyter-widgets/base-manager';

/** Models in the form in which notebooks store them. */
export type SavedModels = IManagerState;

/** Draws the widgets of a saved notebook. */
export interface SavedManager {
  /** Takes those models in that are what they say. */
  set_state(state: SavedModels): Promise<unknown>;
  /** A new view of a model. @throws Error when the model or its classes are not there. */
  makeView(id: string): Promise<DOMWidgetView>;
  /** Draws a view of a model into `place`, which must be in the page. */
  show(id: string, place: HTMLElement): Promise<void>;
}
