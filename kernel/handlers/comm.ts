import type { Handler } from '../session/kernel.js';

/** The front end opens a comm. */
export const commOpen: Handler = ({ message }, kernel) => {
  kernel.comms.receiveOpen(message);
  return undefined;
};

/** The front end sends over a comm. Idle follows when its handler is done: widgets hold their next update back until then. */
export const commMessage: Handler = async ({ message }, kernel) => {
  await kernel.comms.receiveMessage(message);
  return undefined;
};

/** The front end closes a comm. */
export const commClose: Handler = ({ message }, kernel) => {
  kernel.comms.receiveClose(message);
  return undefined;
};
