// How the objects of the gate-analysis module are shown: a comparison as the error table, the others in their own words.
import { Comparison, Layer, Model, Trace } from '../../src/index.js';
import { errorTable } from '../../widgets/host/index.js';
import { useOwnObjects } from './mime-bundle.js';

const withOwnText = [Model, Layer, Trace];

/** The object that shows a value in its place: the error table of a comparison, else the value itself. */
function shownAs(value: unknown): unknown {
  return value instanceof Comparison ? errorTable(value) : value;
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
