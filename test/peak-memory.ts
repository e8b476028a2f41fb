import { existsSync, readFileSync } from 'node:fs';

/**
 * The most memory that this process ever held, in MB. Linux lets a process inherit the peak of the one that started it, but for the one in
 * `/proc`, which is its own.
 */
export function peakMegabytes(): number {
  const own = '/proc/self/status';
  const peak = existsSync(own) ? /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(own, 'utf8')) : null;
  return (peak ? Number(peak[1]) : process.resourceUsage().maxRSS) / 1024;
}
