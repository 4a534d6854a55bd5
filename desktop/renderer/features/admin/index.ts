/** The administrator's screens as others use them. */
export { AdminPage } from './AdminPage';
