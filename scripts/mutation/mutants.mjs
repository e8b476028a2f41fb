// Small faults that can be put into a source, and a source with many of them in it, of which one is switched on at a time: so tests are
// loaded once for all.
import ts from 'typescript';

const swaps = new Map([
  ['+', '-'],
  ['-', '+'],
  ['*', '/'],
  ['/', '*'],
  ['%', '*'],
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['===', '!=='],
  ['!==', '==='],
  ['&&', '||'],
  ['||', '&&'],
  ['??', '&&'],
  ['+=', '-='],
  ['-=', '+='],
  ['*=', '/='],
  ['/=', '*='],
]);

const methods = new Map([
  ...[['min', 'max'], ['every', 'some'], ['floor', 'ceil'], ['push', 'unshift']].flatMap(([a, b]) => /** @type {[string, string][]} */ ([[a, b], [b, a]])), // prettier-ignore
]);

/**
 * Every fault there is for a source, in the order of its places.
 * @returns `{ start, end, parts, line, was }`: `parts` is what stands there instead, texts and `[start, end]` of what is kept.
 */
export function mutantsOf(text) {
  const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  const found = [];
  const put = (node, ...parts) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    const [start, end] = rangeOf(node);
    const now = parts.map((part) => (typeof part === 'string' ? part : text.slice(...part)));
    found.push({
      start,
      end,
      parts,
      line: line + 1,
      was: text.slice(start, end),
      now: now.join(''),
    });
  };
  const visit = (node) => {
    // Types are gone when the code runs; what an error says is read by people.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isThrowStatement(node)) return;
    if (ts.isImportDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    faultsAt(node, put);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const rangeOf = (node) => [node.getStart(), node.end];
const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

function faultsAt(node, put) {
  if (ts.isBinaryExpression(node)) {
    const { left, right, operatorToken } = node;
    const other = swaps.get(operatorToken.getText());
    const joins = operatorToken.getText().startsWith('+') && (isText(left) || isText(right));
    if (other && !joins) put(node, rangeOf(left), ` ${other} `, rangeOf(right));
  }
  if (ts.isPrefixUnaryExpression(node) && '!-'.includes(node.getText()[0])) {
    if (!ts.isNumericLiteral(node.operand)) put(node, rangeOf(node.operand));
  }
  const condition = ts.isIfStatement(node) ? node.expression : ts.isConditionalExpression(node) && node.condition; // prettier-ignore
  if (condition) put(condition, '!(', rangeOf(condition), ')');
  if (ts.isNumericLiteral(node) && !ts.isPropertyAssignment(node.parent)) put(node, `${Number(node.text) + 1}`); // prettier-ignore
  if (node.kind === ts.SyntaxKind.TrueKeyword) put(node, 'false');
  if (node.kind === ts.SyntaxKind.FalseKeyword) put(node, 'true');
  if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
    if (node.expression.expression.kind !== ts.SyntaxKind.SuperKeyword) put(node.expression, 'undefined'); // prettier-ignore
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name } = node.expression;
    const other = methods.get(name.text);
    if (other) put(node, [node.getStart(), name.getStart()], other, [name.end, node.end]);
  }
}

/** The source with these faults in it, each behind its number: `globalThis.gatelabFaults` has one on, and notes which were come by. */
export function withFaults(text, faults) {
  return `const gatelabFaults = globalThis.gatelabFaults; ${emit(text, [0, text.length], faults)}`;
}

const within =
  ([start, end]) =>
  (fault) =>
    fault.start >= start && fault.end <= end;

function emit(text, [start, end], faults) {
  const sorted = [...faults].sort((a, b) => a.start - b.start || b.end - a.end);
  let [out, at] = ['', start];
  for (const fault of sorted) {
    if (fault.start < at) continue;
    const inside = sorted.filter(
      (other) => other !== fault && within([fault.start, fault.end])(other),
    );
    const part = (range) => emit(text, range, inside.filter(within(range)));
    const instead = fault.parts.map((piece) => (typeof piece === 'string' ? piece : part(piece)));
    out += text.slice(at, fault.start);
    out += `((gatelabFaults.hit[${fault.id}] = 1, gatelabFaults.on === ${fault.id}) ? (${instead.join('')}) : (${part([fault.start, fault.end])}))`;
    at = fault.end;
  }
  return out + text.slice(at, end);
}
