// A progress bar on stderr for what takes more than a second; silent where nobody watches.

const width = 30;

/** Shows how much of a job is done. */
export interface Progress {
  /** `done` of the total. */
  step(done: number): void;
  /** Takes the bar away. */
  end(): void;
}

/** Starts a bar that appears after a second, if stderr is a terminal. */
export function showProgress(label: string, total: number, stream = process.stderr): Progress {
  const start = performance.now();
  let shown = false;
  return {
    step(done) {
      if (!stream.isTTY || performance.now() - start < 1000) return;
      shown = true;
      stream.write(`\r${label} ${barOf(done / total)} ${done}/${total}`);
    },
    end() {
      if (shown) stream.write('\r\x1b[K');
    },
  };
}

/** Such as `█████████░░░░░░`. */
export function barOf(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}
