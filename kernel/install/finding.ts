/** One thing that was looked at. */
export interface Finding {
  /** Whether it is as it should be. */
  readonly ok: boolean;
  /** `kernel`: while it is not well, no kernel can start. */
  readonly about?: 'kernel';
  /** What was found, as a sentence. */
  readonly text: string;
  /** What to do about it, when it is not well. */
  readonly remedy?: string;
}

const leastNode = [20, 19] as const;

/** Whether a version of Node is new enough. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  if (ok) return { ok, text: `Node ${version}` };
  return {
    ok,
    text: `Node ${version} is too old`,
    remedy: `install Node ${leastNode.join('.')} or newer`,
  };
}
