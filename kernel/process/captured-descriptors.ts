/** The ends from which is read what was written to descriptors 1 and 2. */
export interface CapturedDescriptors {
  /** Reads what was written to descriptor 1. */
  readonly stdout: number;
  /** Reads what was written to descriptor 2. */
  readonly stderr: number;
}
