/** A tick at a place of the domain. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}
