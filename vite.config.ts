import react from '@vitejs/plugin-react';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const rendererRoot = resolve(import.meta.dirname, 'desktop/renderer');

/** The page: the workstation and the customer's phone. Main, preload and server are bundled by scripts/build.ts. */
export default defineConfig({
  root: rendererRoot,
  base: './',
  plugins: [react()],
  build: {
    outDir: resolve(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    // The oldest runtime the workstation is tested on is Electron 25 (Chrome 114).
    target: 'chrome114',
    cssTarget: 'chrome114',
    sourcemap: true,
    // A file inlined as data: would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: resolve(rendererRoot, 'index.html'), phone: resolve(rendererRoot, 'phone.html') },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': 'http://127.0.0.1:4100',
      '/socket.io': { target: 'http://127.0.0.1:4100', ws: true },
    },
  },
});
