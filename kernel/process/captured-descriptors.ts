/** The ends from which is read what was written to descriptors 1 and 2. */
export interface CapturedDescriptors {
  readonly stdout: number;
  readonly stderr: number;
}
