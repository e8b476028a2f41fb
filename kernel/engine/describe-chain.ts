// What an error carries beside its sentence: fields of its own, inner errors, and the causes behind it.
import { inspect } from 'node:util';
import { isErrorLike } from '../outputs/error-like.js';

/** How one error of a chain is shown: its sentence, and the lines it came from. */
export type DescribeOne = (error: Error, label: string) => readonly string[];

/** How many inner errors, and how many causes behind each other, are shown. */
const most = 10;

const known = new Set(['name', 'message', 'stack', 'cause', 'errors']);

/** The lines below an error: its own fields, then each inner error and each cause with theirs. */
export function describeChain(error: Error, describeOne: DescribeOne): string[] {
  return below(error, describeOne, new Set([error]));
}

function below(error: Error, describeOne: DescribeOne, seen: Set<unknown>): string[] {
  const { cause } = error;
  const { errors } = error as { errors?: unknown };
  const inner = Array.isArray(errors) ? (errors as unknown[]) : [];
  const label = (n: number) => `inner error ${n + 1} of ${inner.length}`;
  return [
    ...ownFields(error),
    ...inner.slice(0, most).flatMap((one, n) => linked(one, label(n), describeOne, seen)),
    ...(inner.length > most ? [`… and ${inner.length - most} more`] : []),
    ...(cause === undefined ? [] : linked(cause, 'cause', describeOne, seen)),
  ];
}

function linked(
  value: unknown,
  label: string,
  describeOne: DescribeOne,
  seen: Set<unknown>,
): string[] {
  if (!isErrorLike(value)) return [`${label}: ${show(value)}`];
  if (seen.has(value) || seen.size > 2 * most) return [`${label}: …`];
  seen.add(value);
  return [...describeOne(value, label), ...below(value, describeOne, seen)];
}

/** What whoever threw it has put on the error. Getters are not called: they are code. */
function ownFields(error: Error): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(error))
    .filter(([name, { enumerable }]) => enumerable === true && !known.has(name))
    .slice(0, 20)
    .map(([name, field]) => `  ${name}: ${'value' in field ? show(field.value) : '[getter]'}`);
}

function show(value: unknown): string {
  try {
    return inspect(value, { depth: 3, maxArrayLength: 20, maxStringLength: 500, breakLength: 100 });
  } catch {
    return '…';
  }
}
