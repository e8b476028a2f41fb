import type { CellPlace } from '../../../state/index.js';
import type { SavePicture } from '../../save/saved-picture.js';
import type { HeatmapPlan } from '../plan.js';
import type { Changes } from './actions.js';

/** What the figure asks of its owner. The owner applies changes to its state and calls `show` again. */
export interface HeatmapOwner {
  /** The state is to become this. */
  change(changes: Changes): void;
  /** A cell was clicked, or chosen by Enter. */
  pick(place: CellPlace): void;
  /** Saves or copies the picture. */
  readonly save: SavePicture;
  /** Told of every plan that was painted, as the time to ask for finer numbers. */
  painted?(plan: HeatmapPlan): void;
  /** The exact text of a cell's value when the spec holds only an overview and the owner has asked for it. */
  exactText?(place: CellPlace): string | null;
}
