import type { Layer } from '../../../src/api/layer.js';
import type { Trace } from '../../../src/trace/trace.js';
import { gateWords, speaker } from '../../plot/text/words.js';
import { heatmap, type Heatmap } from './heatmap.js';
import type { HeatmapOptions } from './heatmap-options.js';

/** Options of `gates`: those of a heatmap, and what of the trace is shown. */
export interface GatesOptions extends HeatmapOptions {
  /** Which sample of a batch; the first one unless told. */
  readonly sample?: number;
  /** Which series; all gates and candidates unless told. */
  readonly series?: readonly string[];
}

/** States have words too, but are no gates. */
const isGate = (letter: string): boolean => letter !== 'h' && Object.hasOwn(gateWords, letter);

const letterOf = (series: string): string => series.replace(/^.*_/, '');

/** `i input`, `backward_f forget`. */
function titleOf(series: string, language: 'auto' | 'en' | 'zh' = 'auto'): string {
  const word = gateWords[letterOf(series)];
  const say = speaker(language === 'zh' ? 'zh' : 'en');
  return word ? `${series} ${say(word)}` : series;
}

/**
 * Draws all gates of a trace side by side. Gates (0…1) share one colour bar, candidates (−1…1) another, so that white is the
 * middle of both.
 * @throws RangeError for a series that the trace does not have
 */
export function gates(trace: Trace<Layer>, options: GatesOptions = {}): Heatmap {
  const { sample = 0, series, ...rest } = options;
  const found = trace.series.filter((name) => isGate(letterOf(name)));
  const names = series ?? (found.length > 0 ? found : trace.series);
  const arrays = names.map((name) => {
    const array = trace.get(name);
    return array.shape.length > 2 ? array.pick(sample) : array;
  });
  const titles = names.map((name) => titleOf(name, options.language));
  return heatmap(arrays, { titles, sharedBy: 'quantity', ...rest });
}
