// Telling pictures from other values.

/** A DOM element, of a browser's or any other implementation. */
interface ElementLike {
  readonly nodeType: 1;
  readonly tagName: string;
  readonly outerHTML: string;
}

/** The HTML or SVG element that a value is, or holds: a document its root, a selection of d3 its first node. */
export function elementOf(value: unknown): ElementLike | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { nodeType, tagName, outerHTML, documentElement, node, _groups } = value as Record<
    string,
    unknown
  >;
  if (nodeType === 1 && typeof tagName === 'string' && typeof outerHTML === 'string')
    return value as ElementLike;
  if (nodeType === 9) return elementOf(documentElement);
  const isSelection = typeof node === 'function' && Array.isArray(_groups);
  return isSelection ? elementOf((node as () => unknown).call(value)) : undefined;
}

/** An element's markup. A picture that stands alone has to name its language, which pages leave out. */
export function markupOf({ tagName, outerHTML }: ElementLike): string {
  if (tagName.toLowerCase() !== 'svg' || /^<svg[^>]*\sxmlns=/i.test(outerHTML)) return outerHTML;
  return outerHTML.replace(/^<svg/i, '<svg xmlns="http://www.w3.org/2000/svg"');
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
