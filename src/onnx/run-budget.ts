/** What a graph of a few bytes may ask for before its size counts. */
const freeNumbers = 1 << 26;
/** How many times its weights and inputs a graph may make at once: attention and convolutions widen what they are given. */
const growth = 256;
/** Operations for each pair of a weight and an input, and without any. */
const freeWork = 2 ** 31;
/** Calling a node, or a body that may have none, takes as long as so many operations within one. */
const workOfCall = 2 ** 12;

/**
 * Keeps the memory and the work of running a graph in proportion to its file and inputs, so that a small file cannot ask for the whole
 * machine. Asked before memory is taken.
 */
export class RunBudget {
  readonly #numbers: number;
  #work: number;

  /** @param given how many numbers the file and the inputs hold. */
  constructor(given: number) {
    this.#numbers = freeNumbers + growth * given;
    this.#work = freeWork + growth * growth * given;
  }

  /**
   * Counts an array that is about to be made.
   * @throws RangeError when it is out of proportion.
   */
  memory(size: number): void {
    if (!(size <= this.#numbers)) {
      throw new RangeError(
        `it asks for ${size} numbers, out of proportion to the file and its inputs`,
      );
    }
    this.work(size);
  }

  /**
   * Counts a node, or one turn of a loop, that is about to be run.
   * @throws RangeError when they are out of proportion.
   */
  call(): void {
    this.work(workOfCall);
  }

  /**
   * Counts operations that are about to be done.
   * @throws RangeError when they are out of proportion.
   */
  work(operations: number): void {
    this.#work -= operations;
    if (!(this.#work >= 0)) {
      throw new RangeError('its work is out of proportion to the file and its inputs');
    }
  }
}
