export { DEMO_LOGINS, DEMO_PASSWORD } from './demo-logins';
export { seedDemoWorld } from './seed-demo-world';
