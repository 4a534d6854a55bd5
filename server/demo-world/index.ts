export { DEMO_LOGINS, DEMO_PASSWORD } from './demo-logins';
export { openDemoSandbox, VISITING_SYSTEM, type DemoSandbox } from './demo-sandbox';
export { seedDemoWorld } from './seed-demo-world';
