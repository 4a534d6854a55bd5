/** The agent's own reviews as others use them. */
export { ReviewsPage } from './ReviewsPage';
