// `name?` in a cell shows what is known of the name.
import { addPayload } from '../outputs/outputs.js';
import type { CellResult, Inspection } from './engine.js';

/** What `name?`, `?name` and, for its source too, `name??` ask for. */
export interface HelpRequest {
  /** What is asked about. */
  readonly name: string;
  /** 1 for the source too. */
  readonly detail: 0 | 1;
}

/** Reads a cell that asks for help, as in IPython; undefined when it is code. */
export function helpRequest(code: string): HelpRequest | undefined {
  const asked = /^\s*(?:(\?\??)\s*([\w$.]+)|([\w$.]+)(\?\??))\s*$/.exec(code);
  if (!asked) return undefined;
  const [, before, second, first, after] = asked;
  return { name: (first ?? second)!, detail: (before ?? after) === '??' ? 1 : 0 };
}

/** Shows in the pager what was found out. @throws ReferenceError when nothing was */
export function showHelp({ name }: HelpRequest, found: Inspection | undefined): CellResult {
  if (!found) throw new ReferenceError(`Nothing is known of ${name}`);
  const data = { 'text/plain': found.text, 'text/markdown': found.markdown };
  addPayload({ source: 'page', data, start: 0 });
  return { status: 'ok', hasValue: false };
}
