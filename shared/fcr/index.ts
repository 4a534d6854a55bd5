/** First contact resolution, as others use it. */
export { firstContactsIn, newFcrBook, rebuildFcrBook, recordContact, type FcrBook } from './book';
export { causedRepeats, causeTree, CAUSES, type Cause, type CauseQuestion } from './cause-tree';
export {
  FCR_WINDOW_DEFAULT,
  FCR_WINDOWS_MS,
  firstContacts,
  firstContactsOfCustomer,
  type FcrContact,
  type FcrParameters,
  type FcrScope,
  type FcrWindow,
  type FirstContact,
} from './first-contacts';
export {
  isMatured,
  summariseFcr,
  summariseFcrBy,
  summariseFcrByFirstQueue,
  wasRepeated,
  type FcrSummary,
} from './summary';
