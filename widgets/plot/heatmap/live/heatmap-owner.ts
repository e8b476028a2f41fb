import type { CellPlace } from '../../../state/index.js';
import type { SavePicture } from '../../save/saved-picture.js';
import type { HeatmapPlan } from '../plan.js';
import type { Changes } from './actions.js';

/** What the figure asks of its owner. The owner applies changes to its state and calls `show` again. */
export interface HeatmapOwner {
  change(changes: Changes): void;
  pick(place: CellPlace): void;
  readonly save: SavePicture;
  /** Told of every plan that was painted, as the time to ask for finer numbers. */
  painted?(plan: HeatmapPlan): void;
  /** The exact text of a cell's value when the spec holds only an overview and the owner has asked for it. */
  exactText?(place: CellPlace): string | null;
}
