/** How often to look whether the parent is still there, in milliseconds. */
const interval = 1000;

/**
 * Calls `gone` once, when the process that started this kernel has ended: nobody would ever shut it down. Jupyter names that process in
 * `JPY_PARENT_PID` (on Windows a handle is there instead, so the parent itself is watched).
 */
export function watchParent(env: NodeJS.ProcessEnv, gone: () => void): void {
  const named = Number(env['JPY_PARENT_PID']);
  if (!Number.isInteger(named) || named <= 0) return;
  const first = process.ppid;
  const watched = process.platform === 'win32' ? first : named;
  const timer = setInterval(() => {
    const reparented = first === watched && process.ppid !== first;
    if (!reparented && isAlive(watched)) return;
    clearInterval(timer);
    gone();
  }, interval);
  timer.unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
