// Telling pictures from other values.

/** A DOM element, of a browser's or any other implementation. */
interface ElementLike {
  readonly nodeType: 1;
  readonly tagName: string;
  readonly outerHTML: string;
}

/** Whether a value is an HTML or SVG element. */
export function isElement(value: unknown): value is ElementLike {
  if (typeof value !== 'object' || value === null) return false;
  const { nodeType, tagName, outerHTML } = value as Record<string, unknown>;
  return nodeType === 1 && typeof tagName === 'string' && typeof outerHTML === 'string';
}

/**
 * Whether a text is a whole SVG picture. Front ends show `image/svg+xml` as an image, in which nothing runs; other markup in a
 * string stays text, since a string may come out of a file.
 */
export function isSvgText(value: unknown): value is string {
  return (
    typeof value === 'string' && /^\s*(?:<\?xml[^>]*>\s*)?<svg[\s>][^]*<\/svg>\s*$/.test(value)
  );
}

const signatures = [
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', bytes: [0x47, 0x49, 0x46, 0x38] },
] as const;

/** The image format of bytes, told by their beginning. */
export function imageType(value: unknown): (typeof signatures)[number]['type'] | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  return signatures.find(({ bytes }) => bytes.every((byte, i) => value[i] === byte))?.type;
}
