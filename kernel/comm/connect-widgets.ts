// Gives the widgets their comms, and tells them which cell is running.
import { closeWidgetsOf, connectWidgets } from '../../widgets/host/core/registry.js';
import type { CommHost } from '../../widgets/host/core/comm.js';
import { display } from '../display/display.js';
import { transpileForBrowser } from '../engine/transpile.js';
import { currentParent, type RequestContext } from '../outputs/context.js';

/** Connects the widgets of this process to the comms of a session. */
export function connectKernelWidgets(comms: CommHost, env: NodeJS.ProcessEnv): void {
  connectWidgets(comms, {
    currentCell: () => currentParent()?.cellId,
    currentRequest: () => currentParent()?.header.msg_id,
    show: (value) => display(value),
    transpile: transpileForBrowser,
    // Programs that run notebooks without showing them allow no input and know no cells.
    isWatched: () => {
      const parent = currentParent();
      return parent === undefined || parent.allowStdin || parent.cellId !== undefined;
    },
    echo: env.JUPYTER_WIDGETS_ECHO !== '0',
  });
}

/** Closes what the same cell made before: its outputs are gone. */
export function forgetWidgetsOf({ cellId }: RequestContext): void {
  if (cellId !== undefined) closeWidgetsOf(cellId);
}
