// How the objects of the gate-analysis module are shown: a comparison as the error table, a trace as the instrument that explores it, what changed as a table with pictures, an answer as its natural picture, the others in their own words.
import { Changes, Comparison, Layer, Model, Trace } from '../../src/index.js';
import { Gradients } from '../../src/gradients/gradients.js';
import { changesView, errorTable, explore } from '../../widgets/host/index.js';
import { canExplore } from '../../widgets/host/pictures/explore.js';
import { answerPicture } from '../../widgets/host/pictures/answers.js';
import { displaySymbol, type MimeBundle } from '../../widgets/host/core/mime-bundle.js';
import { titledText } from '../../src/ndarray/array-text.js';
import { isNdArray } from './foreign-array.js';
import { useOwnObjects } from './mime-bundle.js';
import { plainText } from './plain-text.js';

const withOwnText = [Gradients, Layer, Model, Trace];

/** The object that shows a value in its place: the error table of a comparison, what explores a trace, else the value itself. */
function shownAs(value: unknown): unknown {
  if (value instanceof Changes) return changesView(value);
  if (value instanceof Trace) {
    const trace = value as Trace<Layer>;
    return canExplore(trace) ? explore(trace) : trace;
  }
  return value instanceof Comparison ? errorTable(value) : answered(value);
}

/** The picture of an answer, which says in text what the answer says; the value where it has none. */
function answered(value: unknown): unknown {
  const picture = answerPicture(value);
  if (!picture) return value;
  const text = ownText(value) ?? (isNdArray(value) ? titledText(value) : plainText(value));
  return {
    [displaySymbol]: (): MimeBundle => ({ ...picture[displaySymbol](), 'text/plain': text }),
  };
}

/** What a value says of itself: objects of the module, and records that bring a `toString` such as a model's summary. */
function ownText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const isOurs = withOwnText.some((kind) => value instanceof kind);
  const isRecord = Object.getPrototypeOf(value) === Object.prototype;
  if (!isOurs && !(isRecord && Object.hasOwn(value, 'toString'))) return undefined;
  return String(value);
}

// The module is large, and a kernel is asked for other things before: whoever loads it brings its displays along.
useOwnObjects({ shownAs, ownText });
