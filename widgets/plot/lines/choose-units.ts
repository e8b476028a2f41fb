// Which units of a series are drawn as lines, as a person writes it: `0-7, 12`.

/** Units as text, neighbours as a range: `0-7, 12`. */
export function unitsText(units: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const unit of units) {
    const last = runs.at(-1);
    if (last?.[1] === unit - 1) last[1] = unit;
    else runs.push([unit, unit]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** The units that a text names, each once, in its order; null for a text that names none, or one that is not there. */
export function parseUnits(text: string, units: number): number[] | null {
  const found = new Set<number>();
  for (const part of text.split(/[\s,;]+/).filter((p) => p !== '')) {
    const [, first, last = first] = /^(\d+)(?:[-–…](\d+))?$/.exec(part) ?? [];
    const [from, to] = [Number(first ?? NaN), Number(last ?? NaN)];
    if (!(from <= to && to < units)) return null;
    for (let unit = from; unit <= to; unit++) found.add(unit);
  }
  return found.size > 0 ? [...found] : null;
}
