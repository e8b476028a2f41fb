// A rule of ESLint: what may be of any length is not spread into a call, since each of its elements takes a place on the stack, and the
// stack ends at some hundred thousand. Tuples are spread freely: their type says how long they are.
import { ESLintUtils } from '@typescript-eslint/utils';

/** Calls that take any number of arguments, by name: those that lists of data are tempted into. */
const taking = new Set([
  'max',
  'min',
  'hypot',
  'push',
  'unshift',
  'splice',
  'fromCharCode',
  'fromCodePoint',
]);

export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      spread:
        'A list of any length is spread into {{name}}(): a long one overflows the stack. Use largest(), smallest() or append() of src/lists.',
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = ESLintUtils.getParserServices(context);
    const checker = program.getTypeChecker();
    return {
      'CallExpression > SpreadElement'(node) {
        const { callee } = node.parent;
        const name = callee.type === 'MemberExpression' ? callee.property.name : callee.name;
        if (!taking.has(name)) return;
        const type = checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node.argument));
        if (checker.isTupleType(type)) return;
        context.report({ node, messageId: 'spread', data: { name } });
      },
    };
  },
};
