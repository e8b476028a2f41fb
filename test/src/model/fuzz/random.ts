/** A seeded source of choices. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to below `below`. */
  below(below: number): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * below);
  }

  /** True once in `n` times. */
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** As many of something as asked. */
  times<T>(count: number, make: (n: number) => T): T[] {
    return Array.from({ length: count }, (_, n) => make(n));
  }

  /** A size that is mostly small, and now and then what sizes go wrong with. */
  size(): number {
    const odd = [0, -1, 1.5, 255, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40, 2 ** 53, 1e300];
    return this.oneIn(4) ? this.pick(odd) : 1 + this.below(6);
  }

  /** A name, of few: so that things are named twice and refer to each other. */
  name(): string {
    return this.pick([
      'a',
      'b',
      'c',
      'lstm',
      'in',
      '__proto__',
      'a/b',
      'a:1',
      'a#2',
      '',
      '../a',
      'é',
    ]);
  }
}
