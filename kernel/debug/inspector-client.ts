// V8's inspector of the main thread, from the thread of the sockets.
import inspector from 'node:inspector';

/** A message of the inspector, of whatever domain. */
export type Params = Record<string, unknown>;

/** A session with the main thread, which may stand still at a breakpoint. */
export class InspectorClient {
  private readonly session = new inspector.Session();

  constructor() {
    this.session.connectToMainThread();
  }

  /** Sends a command. @throws what the inspector answers */
  send(method: string, params: Params = {}): Promise<Params> {
    return new Promise((resolve, reject) => {
      this.session.post(method, params, (error, result?: object) => {
        if (error) reject(new Error(error.message));
        else resolve((result ?? {}) as Params);
      });
    });
  }

  /** Calls `listener` with the parameters of each such event. */
  on(event: string, listener: (params: Params) => void): void {
    this.session.on(event, (message: { params: Params }) => listener(message.params));
  }

  /** Ends the session with the inspector. */
  close(): void {
    this.session.disconnect();
  }
}
