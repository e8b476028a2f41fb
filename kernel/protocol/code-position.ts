/** A place in generated code, as V8's inspector reports it. Lines and columns count from 0. */
export interface CodePosition {
  /** The address of the script. */
  readonly url: string;
  /** The line, from 0. */
  readonly line: number;
  /** The column, from 0. */
  readonly column: number;
  /** The name of the function; empty for one without, and at the top. */
  readonly functionName: string;
}
