import type { KnipConfig } from 'knip';

/** Dead files, exports and dependencies. Every exception says why it is one. */
const config: KnipConfig = {
  entry: [
    'server/main.ts',
    'server/voice/embedded/media/main.ts',
    'server/ledger/importers/import-worker.ts',
    'desktop/main/main.ts',
    'desktop/preload/preload.ts',
    'desktop/renderer/features/phone-page/main.tsx',
    'scripts/*.{ts,mjs}',
    'scripts/launcher/main.ts',
    '**/*.{test,spec}.{ts,tsx}',
    '**/testing/**/*.{ts,tsx}',
    // Types only: gives i18next's keys to the compiler.
    'desktop/renderer/i18n/i18next.d.ts',
  ],
  project: ['{shared,server,scripts}/**/*.{ts,mjs}', 'desktop/**/*.{ts,tsx}'],
  ignoreExportsUsedInFile: true,
  ignore: ['out/**'],
  // electron-builder is run by the path of its program (scripts/package.ts). The voice SDK is what the second carrier is built
  // on; it stays pinned to the version that was tried (docs/adr/0007). The font of
  // statements is read by the path of its files (server/statements/fonts.ts).
  ignoreDependencies: ['electron-builder', '@twilio/voice-sdk', '@expo-google-fonts/inter'],
};

export default config;
