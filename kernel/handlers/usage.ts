import type { Handler } from '../session/kernel.js';
import { usage as measure } from '../session/usage.js';

/** Memory and processor use of the kernel. */
export const usage: Handler = () => measure();
