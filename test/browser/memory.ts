// How much memory a notebook takes, in the page and in its kernel, when all that can be freed is freed.
import type { NotebookPage } from './notebook-page.js';

/** Bytes in use after garbage collection: objects and the buffers behind typed arrays. */
export interface MemoryUse {
  readonly page: number;
  readonly kernel: number;
}

/** A cell that prints the kernel's bytes; `gc` is what V8 shows to contexts made under its flag. */
export const memoryCell = `{
  const [v8, vm] = [await import('node:v8'), await import('node:vm')];
  v8.setFlagsFromString('--expose-gc');
  const gc = vm.runInNewContext('gc') as () => void;
  for (let n = 0; n < 3; n++) { gc(); await new Promise((done) => setTimeout(done, 20)); }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  console.log('bytes', heapUsed + arrayBuffers);
}`;

/** Collects garbage in the page. */
export async function collectGarbage({ page }: NotebookPage): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

/** Measures both; the memory cell is run for it. */
export async function measureMemory(
  notebook: NotebookPage,
  memoryIndex: number,
): Promise<MemoryUse> {
  await notebook.runCells(memoryIndex);
  const kernel = Number(/bytes (\d+)/.exec(await notebook.outputText(memoryIndex))![1]);
  await collectGarbage(notebook);
  const session = await notebook.page.context().newCDPSession(notebook.page);
  const heap = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return { page: heap.usedSize + heap.backingStorageSize, kernel };
}
