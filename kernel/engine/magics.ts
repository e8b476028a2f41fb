// Lines at the head of a cell that speak to the kernel: `%npm install lodash`, `%types warn`.

/** One such line. */
export interface Magic {
  readonly name: string;
  readonly argument: string;
}

/** A cell without its magics; their lines are left empty, so that all others keep their numbers. */
export function takeMagics(code: string): { readonly code: string; readonly magics: Magic[] } {
  const magics: Magic[] = [];
  const lines = code.split('\n');
  for (const [i, line] of lines.entries()) {
    const [, name, argument] = /^%(\w+)(?:[ \t]+(.*))?$/.exec(line) ?? [];
    if (name) {
      magics.push({ name, argument: argument?.trim() ?? '' });
      lines[i] = '';
    } else if (line.trim() !== '' && !line.startsWith('//')) break;
  }
  return { code: lines.join('\n'), magics };
}
