// Looks at texts in the page: whether each has glyphs, and whether they leave each other room.

/** Which of these characters look like the box that stands for a missing glyph. */
export function missingGlyphs(characters: readonly string[]): string[] {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const draw = (text: string): string => {
    context.clearRect(0, 0, 40, 40);
    context.font = '24px system-ui, sans-serif';
    context.fillText(text, 4, 30);
    return context.getImageData(0, 0, 40, 40).data.join();
  };
  // No font has a glyph of the last private character.
  const box = draw('\u{10fffd}');
  return characters.filter((character) => draw(character) === box);
}

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf(node: Element): Box {
  const { left, right, top, bottom } = node.getBoundingClientRect();
  // The box of a line has air above and below its letters.
  const air = 0.2 * Math.min(right - left, bottom - top);
  return {
    text: node.textContent ?? '',
    left: left + air,
    right: right - air,
    top: top + air,
    bottom: bottom - air,
  };
}

const apart = (a: Box, b: Box): boolean =>
  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;

const within = (a: Box, b: Box): boolean =>
  a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

/** Which texts of the drawings lie on one another, and which are cut off. Empty when all can be read. */
export function crowdedTexts(): string[] {
  return [...document.querySelectorAll('.gl-root svg')].flatMap((drawing) => {
    const texts = [...drawing.querySelectorAll('text')].map(boxOf);
    const { left, right, top, bottom } = drawing.getBoundingClientRect();
    const frame = { text: '', left, right, top, bottom };
    const cut = texts.filter((box) => !within(box, frame)).map(({ text }) => `${text} is cut off`);
    const pairs = texts.flatMap((a, i) =>
      texts.slice(i + 1).flatMap((b) => (apart(a, b) ? [] : [`${a.text} lies on ${b.text}`])),
    );
    return [...cut, ...pairs];
  });
}
