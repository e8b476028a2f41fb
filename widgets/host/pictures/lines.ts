import { drawLines } from '../../plot/lines/draw-lines.js';
import { linesPicture } from '../../plot/lines/lines-spec.js';
import { speaker } from '../../plot/text/words.js';
import { linesDefaults, type LinesState, type ModuleTraits } from '../../state/index.js';
import { defineWidget } from '../core/define-widget.js';
import type { GateLink } from './gate-link.js';
import type { MatrixLike } from './matrix.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import { originOf } from './origin.js';
import { withoutModule } from '../core/own-widget.js';
import { pictureBundle, stateOf, wireOf } from './picture.js';
import { joinLink } from './trace-link.js';

type LinesTraits = Omit<LinesState, keyof ModuleTraits | 'link'> & { link: GateLink | null };

/** Options of `lines`. */
export interface LinesOptions extends Partial<Omit<LinesTraits, 'series' | 'band'>> {
  /** Lower and upper edge of a band behind the lines, each as long as they are. */
  readonly band?: { readonly low: MatrixLike; readonly high: MatrixLike; readonly name?: string };
}

/** Values over time. */
export class Lines extends defineWidget<LinesTraits>({
  name: 'Lines',
  ...withoutModule(linesDefaults),
  kinds: { link: 'widget' },
}) {
  override staticBundle(): MimeBundle {
    const names = this.series.map((series) => series.name || 'values').join(', ');
    const picture = linesPicture(stateOf(this, linesDefaults), this.width ?? 720, speaker('en'));
    return pictureBundle(drawLines(picture), `lines of ${names}`);
  }
}

const isArray = (values: object): values is MatrixLike =>
  Array.isArray(values) || ArrayBuffer.isView(values) || 'shape' in values;

/**
 * Draws values over time: one array (steps, or steps × units), or a record of named arrays over the same steps.
 * @throws TypeError or RangeError for values that are no array
 */
export function lines(
  values: MatrixLike | Readonly<Record<string, MatrixLike>>,
  options: LinesOptions = {},
): Lines {
  const { band, ...traits } = options;
  const named = isArray(values) ? { [originOf(values)?.series ?? '']: values } : values;
  const traces = new Set(Object.values(named).map((array) => originOf(array)?.trace));
  const [trace] = traces;
  return new Lines({
    link: trace && traces.size === 1 ? joinLink(trace, options) : null,
    ...traits,
    series: Object.entries(named).map(([name, array]) => ({ name, values: wireOf(array) })),
    band: band
      ? { low: wireOf(band.low), high: wireOf(band.high), name: band.name ?? 'band' }
      : null,
  });
}
