import { BadFileError } from '../errors.js';

/** What opening a file takes: things made in memory, places in the file that are visited, bytes that are unpacked or widened. */
export type Work = 'objects' | 'places' | 'bytes';

/** What any file may take, whatever its size, and how much more for each of its bytes. */
const allowances: Readonly<Record<Work, { readonly free: number; readonly perByte: number }>> = {
  // An object is some 100 bytes, so that these are 50 MB and 12 times the file.
  objects: { free: 500_000, perByte: 1 / 8 },
  // A layer of Keras takes some 20 visits and 2 kB; a visit by libhdf5 up to half a millisecond.
  places: { free: 2_000, perByte: 1 / 16 },
  bytes: { free: 32 * 2 ** 20, perByte: 16 },
};

/** Milliseconds of the processor, not of the clock: a busy machine must not make a sound file a bad one. */
const allowedTime = { free: 8_000, perByte: 1 / 1000, longestStep: 250 };

const words: Readonly<Record<Work, (amount: number) => string>> = {
  objects: (amount) => `${amount.toLocaleString('en')} objects`,
  places: (amount) => `${amount.toLocaleString('en')} steps through it`,
  bytes: sizeText,
};

/**
 * What is spent on opening one file (with those it names), and how much may be: in proportion to its size. Readers charge what they are
 * about to make, visit or unpack before they do, so that a small file cannot ask for much.
 */
export class Budget {
  readonly #file: string;
  readonly #spent: Record<Work, number> = { objects: 0, places: 0, bytes: 0 };
  readonly #admitted = new Set<string>();
  #size = 0;
  #milliseconds = 0;
  #last = processorTime();
  #sinceLook = 0;

  /** @param file what error messages call the file. */
  constructor(file: string, size = 0) {
    this.#file = file;
    this.#size = size;
  }

  /** Counts a file that belongs to the opened one, such as a shard; each counts once. */
  admit(name: string, size: number): void {
    if (this.#admitted.has(name)) return;
    this.#admitted.add(name);
    this.#size += size;
  }

  /**
   * Takes work into account that is about to be done.
   * @throws BadFileError when it is more than a file of this size may take; the sentence says how much.
   */
  charge(work: Work, amount = 1): void {
    const spent = (this.#spent[work] += amount);
    const { free, perByte } = allowances[work];
    if (spent > free + perByte * this.#size) {
      throw this.#refusal(`it asks for ${words[work](spent)} from ${sizeText(this.#size)}`);
    }
    if (++this.#sinceLook >= 100) this.#lookAtClock();
  }

  /** Only what is between two looks counts, and no more than a step takes: others may work meanwhile. */
  #lookAtClock(): void {
    const now = processorTime();
    this.#milliseconds += Math.min(now - this.#last, allowedTime.longestStep);
    this.#last = now;
    this.#sinceLook = 0;
    if (this.#milliseconds > allowedTime.free + allowedTime.perByte * this.#size) {
      const seconds = Math.round(this.#milliseconds / 1000);
      throw this.#refusal(`it takes ${seconds} s to go through its ${sizeText(this.#size)}`);
    }
  }

  #refusal(what: string): BadFileError {
    return new BadFileError(`${this.#file}: ${what}; refused, since no honest file does`, {
      file: this.#file,
      reason: 'unsafe',
    });
  }
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Such as `4.8 GB`, as people write it. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(
    units.length - 1,
    Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)),
  );
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}
