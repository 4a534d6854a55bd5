/** Live boards as others use them. */
export { BoardPage } from './BoardPage';
export { NOTHING } from './figure-text';
export { failureOf, QueryNotice } from './QueryNotice';
export { useCallStateWord } from './use-call-state-word';
export { WallboardPage } from './wallboard/WallboardPage';
