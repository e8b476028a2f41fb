// The one door to valibot: what comes from outside (a config, a message, a saved state) is compared with a schema before it is believed.
import * as v from 'valibot';

export { v };

/** A schema; what it describes is `v.InferOutput<typeof schema>`. Its messages go on with "should be". */
export type Schema = v.GenericSchema;

/** A whole number, at least (and at most) so large. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER) {
  const range =
    most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`;
  return v.custom<number>(
    (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
    `a whole number ${range}`,
  );
}

/** A whole number, or `count` of them in a list. */
export function wholes(least: number, count: number) {
  const isOne = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= least;
  const one = `a whole number of at least ${least}`;
  return v.custom<number | number[]>(
    (value) => (Array.isArray(value) ? value.length === count && value.every(isOne) : isOne(value)),
    count === 1 ? one : `${one}, or ${count} of them`,
  );
}

/** A finite number. */
export function finite() {
  return v.custom<number>((value) => Number.isFinite(value), 'a number');
}

/** One of these texts. */
export function oneOf<const T extends string>(...texts: readonly T[]) {
  return v.picklist(texts, texts.map((text) => `'${text}'`).join(' or '));
}

/** True or false; Keras 1 wrote some flags as 0 and 1. */
export function flag() {
  return v.custom<boolean | 0 | 1>(
    (value) => typeof value === 'boolean' || value === 0 || value === 1,
    'true or false',
  );
}

/**
 * What is wrong with a value, as half a sentence for an error: `"strides" should be a whole number of at least 1, but is 0`.
 * @returns undefined for a value that fits.
 */
export function problemIn(schema: Schema, value: unknown): string | undefined {
  const { issues } = v.safeParse(schema, value, { abortEarly: true });
  const [issue] = issues ?? [];
  if (!issue) return undefined;
  const place = v.getDotPath(issue);
  const what = place === null ? 'it' : `"${place}"`;
  if (issue.received === 'undefined') return `${what} is missing`;
  return `${what} should be ${issue.message}, but is ${short(issue.input)}`;
}

/** A value within a sentence. */
function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
