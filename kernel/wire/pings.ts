/** Questions whether the main thread's event loop turns. */
export class Pings {
  readonly #tell: (id: number) => void;
  readonly #waiting = new Map<number, () => void>();
  #count = 0;

  /** @param tell sends a question to the main thread */
  constructor(tell: (id: number) => void) {
    this.#tell = tell;
  }

  /** Whether an answer comes within so many milliseconds. */
  ask(milliseconds: number): Promise<boolean> {
    const id = this.#count++;
    return new Promise((resolve) => {
      const settle = (answered: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(answered);
      };
      const timer = setTimeout(() => settle(false), milliseconds);
      this.#waiting.set(id, () => settle(true));
      this.#tell(id);
    });
  }

  /** An answer has come. */
  answer(id: number): void {
    this.#waiting.get(id)?.();
  }
}
