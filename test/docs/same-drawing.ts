// Whether two drawings are the same to the eye: last digits differ from engine to engine.
import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';

/** So far apart numbers may be: pixels, or what stands at an axis. */
const tolerance = 0.02;
/** So far apart colours may be, of 255. */
const colourTolerance = 2;

const image = /data:image\/png;base64,([^"]*)/g;
const number = /-?\d+(?:\.\d+)?/g;

/** The bytes of the pixels of a PNG whose content stands in one piece, as ours do. */
function pixelsOf(base64: string): Buffer {
  const png = Buffer.from(base64, 'base64');
  const at = png.indexOf('IDAT');
  return inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
}

/** What a drawing is made of: its text without numbers and images, its numbers, and the pixels of its images. */
function partsOf(svg: string) {
  const images = [...svg.matchAll(image)].map(([, png = '']) => pixelsOf(png));
  const text = svg.replace(image, '');
  return { images, words: text.replace(number, '#'), numbers: (text.match(number) ?? []).map(Number) }; // prettier-ignore
}

/** @throws AssertionError where two drawings (SVG) differ in more than last digits */
export function assertSameDrawing(found: string, stored: string, message: string): void {
  const [ours, theirs] = [partsOf(found), partsOf(stored)];
  const near = (a: ArrayLike<number>, b: ArrayLike<number>, most: number): boolean =>
    a.length === b.length && Array.from(a).every((value, k) => Math.abs(value - b[k]!) <= most);
  assert.equal(ours.words, theirs.words, message);
  assert.ok(near(ours.numbers, theirs.numbers, tolerance), message);
  const isSame = ours.images.every((pixels, k) => near(pixels, theirs.images[k]!, colourTolerance));
  assert.ok(isSame, message);
}
