/** A place in generated code, as V8's inspector reports it. Lines and columns count from 0. */
export interface CodePosition {
  readonly url: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
}
