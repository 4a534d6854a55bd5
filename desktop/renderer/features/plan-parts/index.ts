export { BreachList } from './BreachList';
