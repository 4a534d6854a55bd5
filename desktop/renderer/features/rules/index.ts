export { RulesOfCase } from './RulesOfCase';
export { RulesPanel } from './RulesPanel';
