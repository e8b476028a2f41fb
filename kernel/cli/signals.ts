// Ctrl-C while something is being written: it ends between two pieces of work, so that what was begun can be taken away.

/** Watches for signals. */
export interface SignalWatch {
  /**
   * Lets signals arrive.
   * @throws Error when one came.
   */
  check(): Promise<void>;
  /** Leaves signals to whoever had them before. */
  end(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Starts watching for Ctrl-C and its relatives. A second one ends the process at once, as it would have without the watch. */
export function watchSignals(): SignalWatch {
  let came: string | undefined;
  const note = (signal: string) => {
    came = signal;
    end();
  };
  const end = () => signals.forEach((signal) => process.off(signal, note));
  signals.forEach((signal) => process.on(signal, note));
  return {
    async check() {
      await new Promise((resolve) => setImmediate(resolve));
      if (came) throw new Error(`stopped by ${came}; nothing was written`);
    },
    end,
  };
}
