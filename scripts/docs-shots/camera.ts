import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { DEMO_PASSWORD } from '../../server/demo-world';
import { PROJECT_ROOT } from '../project-root';

export const IMAGES_DIR = join(PROJECT_ROOT, 'docs', 'images');
/** Pictures in a repository stay with it for ever. */
const PICTURE_BYTES_MAX = 400 * 1024;
const SOUNDS = join(PROJECT_ROOT, 'server', 'voice', 'embedded', 'sounds');
const SETTINGS_KEY = 'friskmeld.settings';
const PHONE_LANGUAGE_KEY = 'friskmeld.phone-language';

export const DESK = { width: 1440, height: 900 } as const;
export const SMALL_DESK = { width: 1280, height: 720 } as const;
export const WALL = { width: 1920, height: 1080 } as const;
export const PHONE = { width: 480, height: 860 } as const;

interface Look {
  readonly size?: { readonly width: number; readonly height: number };
  readonly theme?: 'light' | 'dark';
  readonly language?: string;
  readonly path?: string;
}

/** A browser whose microphone speaks one of our own sound files. */
export interface Camera {
  open(url: string, look?: Look): Promise<Page>;
  pages(): readonly Page[];
  close(): Promise<void>;
}

/** Open pages, to see what a scene that failed was looking at. */
export async function shootFailure(camera: Camera, dir: string, scene: string): Promise<void> {
  for (const [nr, page] of camera.pages().entries()) {
    // oxlint-disable-next-line no-await-in-loop
    await page.screenshot({ path: join(dir, `failed-${scene}-${nr}.png`) });
  }
}

export async function openCamera(voice: 'customer' | 'agent'): Promise<Camera> {
  const file = join(SOUNDS, voice === 'customer' ? 'nb' : 'en', 'greeting.wav');
  const browser: Browser = await chromium.launch({
    executablePath: process.env['FRISKMELD_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${file}`,
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
  return {
    async open(url, { size = DESK, theme = 'light', language = 'en', path = '/' } = {}) {
      const context = await browser.newContext({
        viewport: size,
        permissions: ['microphone'],
        locale: 'en-GB',
        timezoneId: 'Europe/Oslo',
      });
      const settings = JSON.stringify({ theme, language });
      await context.addInitScript(
        `localStorage.getItem('${SETTINGS_KEY}') ?? localStorage.setItem('${SETTINGS_KEY}', '${settings}');
         localStorage.setItem('${PHONE_LANGUAGE_KEY}', '${language}');`,
      );
      const page = await context.newPage();
      await page.goto(`${url}${path}`);
      return page;
    },
    pages: () => browser.contexts().flatMap((context) => context.pages()),
    close: () => browser.close(),
  };
}

/** Logs in with name and password. */
export async function logIn(page: Page, userName: string): Promise<void> {
  const field = page.locator('input[name="userName"]');
  await field.fill(userName);
  await page.locator('input[name="password"]').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'hidden' });
}

/** Takes one picture when the page has come to rest; too large a file is an error, not a habit. */
export async function shoot(page: Page, name: string, rest = 600): Promise<void> {
  mkdirSync(IMAGES_DIR, { recursive: true });
  await page.evaluate('document.fonts.ready');
  await page.waitForTimeout(rest);
  const path = join(IMAGES_DIR, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  const bytes = statSync(path).size;
  console.log(`docs/images/${name}.png  ${Math.round(bytes / 1024)} kB`);
  if (bytes > PICTURE_BYTES_MAX) throw new Error(`${name}.png has ${bytes} bytes, more than ${PICTURE_BYTES_MAX}`);
}

/** The same screen in the dark and on a small screen, then back. */
export async function shootVariants(page: Page, name: string): Promise<void> {
  await page.setViewportSize(SMALL_DESK);
  await shoot(page, `${name}-1280x720`);
  await page.setViewportSize(DESK);
  await page.evaluate(`document.documentElement.dataset.theme = 'dark'`);
  await shoot(page, `${name}-dark`);
  await page.evaluate(`document.documentElement.dataset.theme = 'light'`);
}
