// npm run seal -- EXERCISE ANSWER [WITHIN]: prints how an answer is kept in src/lessons/questions.ts: a number within a tolerance, or a whole number or a word. Known wrong answers are
// sealed as EXERCISE/0, EXERCISE/1, in their order.
import { sealNumber, sealWord } from '../src/lessons/seal.ts';

const [exercise, answer, within] = process.argv.slice(2);
if (answer === undefined) {
  console.error('npm run seal -- EXERCISE ANSWER [WITHIN], such as 03-1 0.7013 0.0005');
  process.exitCode = 1;
} else if (within === undefined) {
  console.log(`'${sealWord(exercise, answer)}'`);
} else {
  const sealed = sealNumber(exercise, Number(answer), Number(within));
  console.log(`{ within: ${sealed.within}, phase: ${sealed.phase}, seal: '${sealed.seal}' }`);
}
