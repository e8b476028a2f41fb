// The error as a heatmap inside the table: the live heatmap, shown what of the table's state concerns it.
import type { CellPlace, ErrorTableState } from '../../state/index.js';
import type { Changes } from '../heatmap/live/actions.js';
import type { HeatmapOwner } from '../heatmap/live/heatmap-owner.js';
import { LiveHeatmap } from '../heatmap/live/live-heatmap.js';
import { heatmapSpec } from '../heatmap/spec.js';
import { errorMapState } from './error-map-state.js';

/** Changes of the heatmap that the table has no trait for: they stay in the figure. */
type OwnChanges = Pick<Changes, 'order' | 'aggregate' | 'cmap' | 'fit'>;

/** What the map asks of the table around it. */
export interface ErrorMapOwner {
  /** What is to become of the state. */
  change(changes: Omit<Changes, keyof OwnChanges>): void;
  /** A cell was chosen in the map. */
  pick(place: CellPlace): void;
  /** Saves or copies the map. */
  readonly save: HeatmapOwner['save'];
}

/** The live heatmap of an error table. */
export class ErrorMap {
  /** What is put into the page. */
  readonly node: HTMLElement;
  private readonly live: LiveHeatmap;
  private own: OwnChanges = {};
  private state: ErrorTableState | null = null;

  constructor(
    private readonly document: Document,
    owner: ErrorMapOwner,
  ) {
    this.live = new LiveHeatmap(document, {
      change: ({ order, aggregate, cmap, fit, ...shared }) => {
        const own = { order, aggregate, cmap, fit };
        const told = Object.entries(own).filter(([, value]) => value !== undefined);
        this.own = { ...this.own, ...(Object.fromEntries(told) as OwnChanges) };
        if (Object.keys(shared).length > 0) owner.change(shared);
        else if (this.state) this.show(this.state);
      },
      pick: (place) => owner.pick(place),
      save: (what, picture) => owner.save(what, picture),
    });
    this.node = this.live.node;
  }

  /** Shows the map of a state; nothing where it has none. */
  show(state: ErrorTableState): void {
    this.state = state;
    const own = errorMapState(state, this.document.documentElement.lang);
    this.node.hidden = own === null;
    if (own) this.live.show(heatmapSpec({ ...own, ...this.own }));
  }

  /** Draws in this many pixels from now on. */
  resize(width: number): void {
    this.live.resize(width);
  }

  /** Draws again in any case. */
  redraw(): void {
    this.live.redraw();
  }

  /** Leaves nothing behind. */
  destroy(): void {
    this.live.destroy();
  }
}
