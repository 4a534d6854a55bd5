import { createRequire } from 'node:module';

const resolve = createRequire(import.meta.url).resolve;

/** Font files of the installed package; read by pdfkit, which embeds the characters that are used. */
export const FONT_FILES = {
  normal: resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  strong: resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf'),
} as const;
