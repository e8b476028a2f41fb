import { homedir } from 'node:os';
import path from 'node:path';

/** Where this user's caches lie; they may be deleted at any time. */
export function cacheFolder(): string {
  const base =
    // Set and empty means the same as not set.
    (process.env['XDG_CACHE_HOME'] || undefined) ??
    (process.platform === 'win32' ? process.env['LOCALAPPDATA'] : undefined) ??
    path.join(homedir(), '.cache');
  return path.join(base, 'gatelab');
}
