import { defineConfig } from 'vitest/config';

const ONE_MINUTE_MS = 60_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{shared,server,scripts}/**/*.test.ts', 'desktop/{ipc,main,preload}/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/*.live.test.ts'],
        },
      },
      {
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['desktop/renderer/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'db',
          environment: 'node',
          include: ['server/**/*.db.test.ts', 'scripts/**/*.db.test.ts'],
          globalSetup: ['server/platform/db/testing/global-setup.ts'],
          testTimeout: ONE_MINUTE_MS,
          hookTimeout: ONE_MINUTE_MS,
        },
      },
      {
        test: {
          // Real processes: media, sockets, kill -9. One at a time, because two cores carry the audio clock.
          name: 'live',
          environment: 'node',
          include: ['{server,scripts}/**/*.live.test.ts'],
          globalSetup: ['server/platform/db/testing/global-setup.ts'],
          fileParallelism: false,
          // As for the journeys: a second try tells a stutter of a shared machine from a fault.
          retry: process.env['CI'] === 'true' ? 1 : 0,
          testTimeout: 2 * ONE_MINUTE_MS,
          hookTimeout: 2 * ONE_MINUTE_MS,
        },
      },
    ],
  },
});
