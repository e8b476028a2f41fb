// The one door to `ndarray-ops`: element-wise arithmetic on strided arrays, result first (`ops.sub(error, ours, theirs)`).
import ops from 'ndarray-ops';

export { ops };
