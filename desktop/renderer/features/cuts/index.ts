/** Cuts and disputes as others use them: the panel of a case, the answer to a dispute, and the work lists. */
export { AnswerDialog } from './AnswerDialog';
export { CutDialog } from './CutDialog';
export { Suspensions } from './Suspensions';
export { UndisputedPart } from './UndisputedPart';
export { WorkPage } from './WorkPage';
