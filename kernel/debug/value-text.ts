// One line that says what a value is.
import type { ObjectPreview, RemoteObject } from './remote-object.js';

const maxLength = 300;

/** What kind of value it is: its class, or the word of `typeof`. */
export function typeOf(object: RemoteObject): string {
  return object.className ?? object.subtype ?? object.type;
}

/** The value in one line; long ones are cut. */
export function textOf(object: RemoteObject): string {
  const text = fullText(object);
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

function fullText(object: RemoteObject): string {
  const { type, value, description, preview, subtype } = object;
  if (type === 'string') return JSON.stringify(value);
  if (type === 'function') return (description ?? 'function').split('\n')[0]!;
  if (preview && subtype !== 'error' && subtype !== 'regexp' && subtype !== 'date')
    return previewText(object, preview);
  return object.unserializableValue ?? description ?? String(value);
}

/** `{a: 1, b: "x"}`, `Gate {weight: 6}`, `Array(2) [1, 2]`, as browsers print it. */
function previewText(
  { description = '', subtype }: RemoteObject,
  { properties, entries, overflow }: ObjectPreview,
): string {
  const isList = subtype === 'array' || subtype === 'typedarray';
  const parts = entries
    ? entries.map(({ key, value }) =>
        [key?.description, value.description].filter((part) => part !== undefined).join(' => '),
      )
    : properties
        .filter(({ name }) => !isList || /^\d+$/.test(name))
        .map((property) =>
          isList ? partText(property) : `${property.name}: ${partText(property)}`,
        );
  if (overflow) parts.push('…');
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const title = description === 'Object' ? '' : `${description} `;
  return `${title}${open}${parts.join(', ')}${close}`;
}

function partText({ type, value = '' }: ObjectPreview['properties'][number]): string {
  if (type === 'function') return 'function';
  return type === 'string' ? JSON.stringify(value) : value;
}
