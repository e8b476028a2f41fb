import { readFileSync } from 'node:fs';

/** What a Jupyter connection file says. */
export interface Connection {
  /** How the sockets are reached. */
  readonly transport: 'tcp' | 'ipc';
  /** The address of the interface; with `ipc` the beginning of the files' names. */
  readonly ip: string;
  /** The port of each socket; with `ipc` the end of the file's name. */
  readonly ports: Readonly<Record<SocketName, number>>;
  /** HMAC key; empty means that messages are not signed. */
  readonly key: string;
  /** CurveZMQ secret key of the kernel (Z85), when the connection is to be encrypted. */
  readonly curveSecretKey?: string;
}

/** The five sockets of a kernel. */
export type SocketName = 'shell' | 'iopub' | 'stdin' | 'control' | 'hb';

/**
 * Reads a connection file.
 * @throws Error naming the file and the field that is missing or wrong. The key is never part of the text.
 */
export function readConnection(path: string): Connection {
  const wrong = (what: string) => new Error(`${path} is not a usable connection file: ${what}`);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`Cannot read the connection file ${path}`, { cause });
  }
  const fields = parseObject(text);
  if (fields === undefined) throw wrong('it holds no JSON object');

  const { transport = 'tcp', ip, key = '', signature_scheme: scheme = 'hmac-sha256' } = fields;
  if (transport !== 'tcp' && transport !== 'ipc') throw wrong('transport must be "tcp" or "ipc"');
  if (typeof ip !== 'string' || ip === '') throw wrong('"ip" must be a string');
  if (typeof key !== 'string') throw wrong('"key" must be a string');
  if (scheme !== 'hmac-sha256') throw wrong('signature_scheme must be "hmac-sha256"');
  const port = (name: SocketName): number => {
    const value = fields[`${name}_port`];
    if (!Number.isInteger(value)) throw wrong(`"${name}_port" must be an integer`);
    return value as number;
  };
  const ports = {
    shell: port('shell'),
    iopub: port('iopub'),
    stdin: port('stdin'),
    control: port('control'),
    hb: port('hb'),
  };
  const curve = fields['curve_secretkey'];
  if (curve != null && typeof curve !== 'string') throw wrong('"curve_secretkey" must be a string');
  return { transport, ip, ports, key, ...(curve ? { curveSecretKey: curve } : {}) };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The address of a socket: `tcp://127.0.0.1:5555`, or `ipc://path-1` with the port as suffix. */
export function addressOf(connection: Connection, name: SocketName): string {
  const { transport, ip, ports } = connection;
  return transport === 'tcp' ? `tcp://${ip}:${ports[name]}` : `ipc://${ip}-${ports[name]}`;
}
