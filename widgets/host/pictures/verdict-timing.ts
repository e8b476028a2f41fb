// How long a table may keep a cell waiting for its verdict before it shows the measures alone and goes on beside other work.

/** Milliseconds; `Infinity` where nobody waits at a screen, and what is shown is the last word. */
export const verdictTiming = { within: 100 };
