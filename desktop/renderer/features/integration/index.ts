export { IntegrationPanel } from './IntegrationPanel';
