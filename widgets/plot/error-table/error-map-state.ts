// What the heatmap inside an error table shows, live or as a picture.
import {
  heatmapDefaults,
  sharedTraits,
  type ErrorTableState,
  type HeatmapState,
} from '../../state/index.js';
import { languageOf, speaker } from '../text/words.js';

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
