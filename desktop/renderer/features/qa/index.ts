/** Quality assurance as others use it. */
export { QaPage } from './QaPage';
