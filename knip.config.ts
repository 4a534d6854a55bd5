import type { KnipConfig } from 'knip';

/** Dead files, exports and dependencies. Every exception says why it is one. */
const config: KnipConfig = {
  entry: [
    'server/main.ts',
    'server/voice/embedded/media/main.ts',
    'desktop/main/main.ts',
    'desktop/preload/preload.ts',
    'desktop/renderer/app/main.tsx',
    'desktop/renderer/features/phone-page/main.tsx',
    'scripts/*.{ts,mjs}',
    'scripts/launcher/main.ts',
    '**/*.{test,spec}.{ts,tsx}',
    '**/testing/**/*.{ts,tsx}',
  ],
  project: ['{shared,server,scripts}/**/*.{ts,mjs}', 'desktop/**/*.{ts,tsx}'],
  ignoreExportsUsedInFile: true,
  // Run by the path of their program, not imported: electron-builder by scripts/package.ts.
  ignoreDependencies: ['electron-builder'],
};

export default config;
