import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CodePosition } from '../protocol/code-position.js';

const dist = new URL('../..', import.meta.url).href;

/**
 * Names the module of this package that a frame lies in, as `kernel/session/lane.ts`. A build joins modules, and a comment with its name
 * stands above each.
 * @returns undefined when the frame lies elsewhere
 */
export function moduleOf({ url, line }: CodePosition): string | undefined {
  if (!url.startsWith(dist)) return undefined;
  const above = linesOf(url).slice(0, line + 1);
  const title = above.findLast((text) => /^\/\/ \w+\/\S+\.ts$/.test(text));
  return title?.slice('// '.length) ?? url.slice(dist.length);
}

function linesOf(url: string): readonly string[] {
  try {
    return readFileSync(fileURLToPath(url), 'utf8').split('\n');
  } catch {
    return [];
  }
}
