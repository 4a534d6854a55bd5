export { WrapUpPanel } from './WrapUpPanel';
