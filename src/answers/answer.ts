// Which question a result answers: arrays and records of numbers do not tell, and each has its natural picture.

/** The functions whose results have a picture of their own. */
export type Question =
  | 'ablationEffects'
  | 'contributions'
  | 'findPattern'
  | 'fixedPoints'
  | 'gateLedger'
  | 'gradients'
  | 'inputXGradient'
  | 'integratedGradients'
  | 'jacobian'
  | 'jacobianNorms'
  | 'logisticProbe'
  | 'mutualInformation'
  | 'occlusion'
  | 'outputContributions'
  | 'pca'
  | 'quantiles'
  | 'resetTimescales'
  | 'ridgeProbe'
  | 'saliency'
  | 'saturation'
  | 'timescales'
  | 'topContexts'
  | 'unitCorrelations'
  | 'unitStatistics';

/** What is known of a result. */
export interface Asked {
  /** The function that gave it. */
  readonly question: Question;
  /** The trace that it is about, if it is about one. */
  readonly trace?: object;
  /** What its rows are called, where they are no units or steps. */
  readonly rowNames?: readonly string[];
}

const asked = new WeakMap<object, Asked>();

/** Notes which question a result answers. @returns the result itself, which is left as it is. */
export function answer<T extends object>(
  question: Question,
  result: T,
  about: Omit<Asked, 'question'> = {},
): T {
  asked.set(result, { question, ...about });
  return result;
}

/** What is known of a result; undefined of everything else, views and copies of it too. */
export const askedOf = (result: unknown): Asked | undefined =>
  typeof result === 'object' && result !== null ? asked.get(result) : undefined;
