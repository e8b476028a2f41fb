// The exercises as they are stored: cells that nbgrader can mark, and answers that are right.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { questions } from '../../src/lessons/questions.js';
import { textsOf } from './outputs.js';
import { readCells, tutorialNames, tutorials, type TutorialCell } from './tutorial.js';

const sourceOf = ({ source }: TutorialCell) => source.join('');
const lessons = tutorialNames.filter((name) => /^\d\d-/.test(name));

describe('the exercises of the lessons', () => {
  for (const name of lessons) {
    it(`${name}: each is asked, solved in a folded cell and checked, in cells that nbgrader can mark`, () => {
      const cells = readCells(join(tutorials, name));
      const checks = cells.flatMap((cell, at) => (cell.metadata?.nbgrader?.grade ? [at] : []));
      assert.ok(checks.length >= 2, 'at least two exercises');
      for (const at of checks) {
        const [asked, solution, checked] = cells.slice(at - 2, at + 1);
        const [, id, variable] = /^check\('(\d\d-\d)', (\w+)\)$/.exec(sourceOf(checked!)) ?? [];
        assert.ok(id?.startsWith(name.slice(0, 2)), sourceOf(checked!));
        assert.match(sourceOf(asked!), new RegExp(`\\*\\*.* ${id}.\\*\\*[^]*\`${variable}\``));
        assert.match(sourceOf(solution!), new RegExp(`^// .*${id}\\n[^]*const ${variable} = `));
        assert.equal(solution!.metadata?.jupyter?.source_hidden, true);
        const common = { schema_version: 3, task: false };
        assert.deepEqual(solution!.metadata?.nbgrader, {
          ...common,
          grade: false,
          grade_id: `answer-${id}`,
          locked: false,
          solution: true,
        });
        assert.deepEqual(checked!.metadata?.nbgrader, {
          ...common,
          grade: true,
          grade_id: `check-${id}`,
          locked: true,
          points: 1,
          solution: false,
        });
        assert.match(textsOf([checked!])[0]!, new RegExp(`^✓ ${id} is right`));
      }
    });
  }

  it('are all in a lesson', () => {
    const asked = lessons.flatMap((name) =>
      readCells(join(tutorials, name)).flatMap(
        (cell) => /^check\('(.*?)'/.exec(sourceOf(cell))?.[1] ?? [],
      ),
    );
    assert.deepEqual([...new Set(asked)].sort(), Object.keys(questions).sort());
  });
});
