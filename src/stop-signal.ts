let find: () => AbortSignal | undefined = () => undefined;

/** Says how to find the signal that stops the code that asks: a kernel's Stop button, for the cell that runs. Called once by a host. */
export function useStopSignal(finder: () => AbortSignal | undefined): void {
  find = finder;
}

/** The signals that stop the code that asks: the host's, and the one that it was given. */
export function stopSignal(given?: AbortSignal): AbortSignal | undefined {
  const own = find();
  return own && given ? AbortSignal.any([own, given]) : (own ?? given);
}
