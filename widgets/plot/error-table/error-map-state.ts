// What the heatmap inside an error table shows, live or as a picture.
import {
  heatmapDefaults,
  sharedTraits,
  type ErrorTableState,
  type HeatmapState,
} from '../../state/index.js';
import { planHeatmap } from '../heatmap/plan-heatmap.js';
import { heatmapSpec } from '../heatmap/spec.js';
import { languageOf, speaker } from '../text/words.js';

/** Where the panel of the map of a state lies in a picture of `width` pixels: the curve above it begins and ends there too. */
export function errorMapPanel(
  state: ErrorTableState,
  width: number,
  page = '',
): { x: number; width: number } | null {
  const map = errorMapState(state, page);
  const panel = map && planHeatmap(heatmapSpec(map), width).layout.panels[0];
  return panel ? { x: panel.x, width: panel.width } : null;
}

/** The state of the heatmap inside an error table; null where there is none. */
export function errorMapState(state: ErrorTableState, page = ''): HeatmapState | null {
  if (!state.map) return null;
  const say = speaker(languageOf(state.language, page));
  const shared = Object.fromEntries(sharedTraits.map((name) => [name, state[name]]));
  return {
    ...heatmapDefaults(),
    ...shared,
    language: state.language,
    facets: [state.map],
    xlabel: say('step'),
    ylabel: say('unit'),
    colorbarLabel: say('error'),
  };
}
