/** A tick at a place of the domain. */
export interface Tick {
  /** The place, in data units. */
  readonly at: number;
  /** What stands there. */
  readonly text: string;
}
