// What each message must hold, after the protocol's own text (jupyter_client docs, messaging): field → type, `?` where it may be missing.

type Type = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'strings';
type Fields = Readonly<Record<string, Type | `${Type}?` | readonly string[]>>;

const mime: Fields = { data: 'object', metadata: 'object' };
const error: Fields = { ename: 'string', evalue: 'string', traceback: 'strings' };

/** Contents of what a kernel sends. Of replies: when their status is "ok". */
export const schemas: Readonly<Record<string, Fields>> = {
  // iopub
  status: { execution_state: ['starting', 'busy', 'idle'] },
  iopub_welcome: { subscription: 'string' },
  execute_input: { code: 'string', execution_count: 'number' },
  execute_result: { ...mime, execution_count: 'number', transient: 'object?' },
  stream: { name: ['stdout', 'stderr'], text: 'string' },
  display_data: { ...mime, transient: 'object' },
  update_display_data: { ...mime, transient: 'object' },
  clear_output: { wait: 'boolean' },
  error,
  comm_open: { comm_id: 'string', target_name: 'string', data: 'object', target_module: 'string?' },
  comm_msg: { comm_id: 'string', data: 'object' },
  comm_close: { comm_id: 'string', data: 'object' },
  debug_event: { seq: 'number?', type: ['event'], event: 'string', body: 'object?' },
  // stdin
  input_request: { prompt: 'string', password: 'boolean' },
  // shell and control
  kernel_info_reply: {
    protocol_version: 'string',
    implementation: 'string',
    implementation_version: 'string',
    language_info: 'object',
    banner: 'string',
    help_links: 'array',
    debugger: 'boolean',
    supported_features: 'strings',
  },
  execute_reply: { execution_count: 'number', user_expressions: 'object', payload: 'array' },
  complete_reply: {
    matches: 'strings',
    cursor_start: 'number',
    cursor_end: 'number',
    metadata: 'object',
  },
  inspect_reply: { found: 'boolean', ...mime },
  is_complete_reply: { indent: 'string?' },
  history_reply: { history: 'array' },
  comm_info_reply: { comms: 'object' },
  shutdown_reply: { restart: 'boolean' },
  interrupt_reply: {},
  create_subshell_reply: { subshell_id: 'string' },
  delete_subshell_reply: {},
  list_subshell_reply: { subshell_id: 'strings' },
  usage_reply: { hostname: 'string', pid: 'number', kernel_cpu: 'number', kernel_memory: 'number' },
};

const header: Fields = {
  msg_id: 'string',
  session: 'string',
  username: 'string',
  date: 'string',
  msg_type: 'string',
  version: 'string',
  subshell_id: 'string?',
};

/** The channel that a type belongs to. */
export function socketsOf(type: string): readonly string[] {
  if (type === 'shutdown_reply') return ['control', 'iopub'];
  if (type === 'kernel_info_reply') return ['shell', 'control'];
  if (/^(interrupt|usage|debug|(create|delete|list)_subshell)_reply$/.test(type))
    return ['control'];
  if (type.endsWith('_reply')) return ['shell'];
  return type === 'input_request' ? ['stdin'] : ['iopub'];
}

/** What is wrong with a message; empty when nothing is. */
export function faultsOf(message: {
  readonly socket: string;
  readonly type: string;
  readonly header: object;
  readonly parent: object;
  readonly metadata: unknown;
  readonly content: Record<string, unknown>;
}): string[] {
  const { type, content } = message;
  const schema = schemas[type];
  if (schema === undefined) return [`${type}: unknown type`];
  const faults = check(`${type} header`, message.header, header);
  if (!socketsOf(type).includes(message.socket)) faults.push(`${type}: on ${message.socket}`);
  if (!isObject(message.metadata)) faults.push(`${type}: metadata is no object`);
  if (Object.keys(message.parent).length > 0) {
    faults.push(
      ...check(`${type} parent`, message.parent, { msg_id: 'string', msg_type: 'string' }, true),
    );
  }
  return [...faults, ...checkContent(type, content, schema)];
}

const completeness = ['complete', 'incomplete', 'invalid', 'unknown'];

function checkContent(type: string, content: Record<string, unknown>, schema: Fields): string[] {
  if (!type.endsWith('_reply')) return check(type, content, schema);
  const { status } = content;
  if (status === 'error') return check(type, content, { status: ['error'], ...error }, true);
  const wanted = type === 'is_complete_reply' ? completeness : ['ok'];
  return check(type, content, { status: wanted, ...schema });
}

function check(name: string, value: object, fields: Fields, mayHaveMore = false): string[] {
  const record = value as Record<string, unknown>;
  const faults = Object.entries(fields)
    .filter(([field, type]) => !fits(record[field], type))
    .map(([field]) => `${name}: ${field} is ${JSON.stringify(record[field])?.slice(0, 60)}`);
  const more = mayHaveMore ? [] : Object.keys(record).filter((field) => !(field in fields));
  return [...faults, ...more.map((field) => `${name}: has ${field}`)];
}

function fits(value: unknown, type: Fields[string]): boolean {
  if (typeof type !== 'string') return type.includes(value as string);
  if (type.endsWith('?')) return value == null || fits(value, type.slice(0, -1) as Type);
  if (type === 'object') return isObject(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'strings')
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return typeof value === type;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
