// Code that tells where it is. A stop that meets no JavaScript of the cell, because it awaits or is inside native code, can name the line only so.
//
//   sleep(1); await poll()   →   $at(1); sleep(1); $at(1); await $at(1, poll());
import type ts from 'typescript';
import { generated, type Rewriter } from './rewriter.js';

/** The statement that stands before one of the cell's own. */
export function markStatement(r: Rewriter, statement: ts.Statement): ts.Statement {
  const { ts, factory } = r;
  return ts.setTextRange(factory.createExpressionStatement(callMarker(r, statement)), statement);
}

/** What is awaited, with a note of the place: it is taken when the operand is known, just before the cell waits. */
export function markOperand(r: Rewriter, node: ts.Node, operand: ts.Expression): ts.CallExpression {
  return r.ts.setTextRange(callMarker(r, node, operand), operand);
}

function callMarker(r: Rewriter, node: ts.Node, ...operands: ts.Expression[]): ts.CallExpression {
  const { ts, factory } = r;
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(ts.skipTrivia(file.text, node.pos));
  const number = factory.createNumericLiteral(line + 1);
  const marker = factory.createIdentifier(generated.at);
  return factory.createCallExpression(marker, undefined, [number, ...operands]);
}
