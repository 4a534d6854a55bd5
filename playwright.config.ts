import { defineConfig, devices } from '@playwright/test';

const TEST_TIMEOUT_MS = 90_000;
const EXPECT_TIMEOUT_MS = 10_000;
const RUN_TIMEOUT_MS = 25 * 60_000;

/** Whole journeys against a house the tests open themselves (desktop/e2e/fixtures/house.ts). */
export default defineConfig({
  testDir: 'desktop/e2e',
  outputDir: 'test-results',
  // One worker: a call has an audio clock, and two houses on two cores would make each other stutter.
  workers: 1,
  fullyParallel: false,
  // Real audio on a machine that others use at the same time: a second try tells a stutter from a fault, and is reported.
  retries: process.env['CI'] === 'true' ? 2 : 0,
  forbidOnly: process.env['CI'] === 'true',
  timeout: TEST_TIMEOUT_MS,
  globalTimeout: RUN_TIMEOUT_MS,
  expect: { timeout: EXPECT_TIMEOUT_MS },
  reporter: [['list']],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'chromium',
      testMatch: '**/*.spec.ts',
      testIgnore: '**/electron-*.spec.ts',
      use: {
        ...devices['Desktop Chrome'],
        viewport: { width: 1440, height: 900 },
        permissions: ['microphone'],
        launchOptions: {
          executablePath: process.env['FRISKMELD_CHROMIUM'] ?? '/usr/bin/chromium',
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-background-networking',
            '--use-fake-device-for-media-stream',
            '--use-fake-ui-for-media-stream',
            '--autoplay-policy=no-user-gesture-required',
          ],
        },
      },
    },
    { name: 'electron', testMatch: '**/electron-*.spec.ts' },
  ],
});
