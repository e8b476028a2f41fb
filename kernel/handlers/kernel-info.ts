import type { Handler } from '../session/kernel.js';

/** Who the kernel is. Needs no engine, so the front end need not wait for the compiler. */
export const kernelInfo: Handler = (_request, kernel) => kernel.info;
