// The protocol counts positions in code points, JavaScript in UTF-16 units.

/** @returns the UTF-16 offset of the `count`th code point; the text's length when there are fewer. */
export function unitsOfCodePoints(text: string, count: number): number {
  let unit = 0;
  for (let n = 0; n < count && unit < text.length; n++)
    unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
  return unit;
}

/** @returns how many code points stand before a UTF-16 offset. */
export function codePointsOfUnits(text: string, unit: number): number {
  let count = 0;
  for (let at = 0; at < unit && at < text.length; count++)
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return count;
}
