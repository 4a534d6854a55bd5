import { expect, test } from '@playwright/test';
import { createServer, type Server } from 'node:http';
import { VERBS } from '../ipc/channels';
import type { DesktopBridge } from '../ipc/bridge';
import { ELECTRON_VERSION, openWorkstation, type Workstation } from './fixtures/workstation';

// The shell alone, at run time: what unit tests cannot see. The server here only has to exist.

declare global {
  interface Window {
    friskmeld?: DesktopBridge;
  }
}

let server: Server;
let stranger: Server;
let serverUrl: string;
let strangerUrl: string;
let workstation: Workstation;

function listen(): Promise<{ server: Server; url: string }> {
  const made = createServer((_request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('ok');
  });
  return new Promise((resolve, reject) => {
    made.once('error', reject);
    made.listen(0, '127.0.0.1', () => {
      const address = made.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      resolve({ server: made, url: `http://127.0.0.1:${address.port}` });
    });
  });
}

test.describe(`the workstation's shell on Electron ${ELECTRON_VERSION}`, () => {
  test.beforeAll(async () => {
    ({ server, url: serverUrl } = await listen());
    ({ server: stranger, url: strangerUrl } = await listen());
    workstation = await openWorkstation({ serverUrl });
  });

  test.afterAll(async () => {
    await workstation.close();
    server.close();
    stranger.close();
  });

  test('opens the page from its own secure origin, at the designed size', async () => {
    const { app, page } = workstation;
    expect(new URL(page.url()).host).toBe('desk');
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
    const size = await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return { size: window?.getSize(), minimum: window?.getMinimumSize() };
    });
    expect(size).toEqual({ size: [1440, 900], minimum: [1280, 720] });
  });

  test('gives the page no Node and no Electron, only the named functions', async () => {
    const { page } = workstation;
    const found = await page.evaluate(() => ({
      types: ['require', 'process', 'module', 'Buffer', 'electron'].map((name) => typeof Reflect.get(window, name)),
      names: Object.keys(window.friskmeld ?? {}),
    }));
    expect(new Set(found.types)).toEqual(new Set(['undefined']));
    expect(found.names).toEqual(expect.arrayContaining(Object.keys(VERBS)));
    expect(found.names.filter((name) => !name.startsWith('on')).length).toBe(Object.keys(VERBS).length);
  });

  test('tells the page which server it belongs to', async () => {
    const info = await workstation.page.evaluate(() => window.friskmeld?.appInfo());
    expect(info).toMatchObject({ serverUrl, electronVersion: ELECTRON_VERSION, recoveries: 0 });
  });

  test('refuses a malformed call with a code the page can read', async () => {
    const message = await workstation.page.evaluate(async () => {
      try {
        // A page gone wrong has no compiler to stop it.
        await Reflect.get(window.friskmeld ?? {}, 'keepLoginToken')({ not: 'a token' });
        return 'accepted';
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    });
    expect(message).toContain('INVALID_PAYLOAD: login-token:keep');
  });

  test('lets the page talk to its server and to nobody else', async () => {
    const outcome = await workstation.page.evaluate(
      async ([own, other]) => {
        const tryFetch = async (url: string) => {
          try {
            return (await fetch(url)).status;
          } catch {
            return 'blocked';
          }
        };
        return [await tryFetch(own ?? ''), await tryFetch(other ?? '')];
      },
      [serverUrl, strangerUrl],
    );
    expect(outcome).toEqual([200, 'blocked']);
  });

  test('runs no inline script', async () => {
    const outcome = await workstation.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
      return { inline: Reflect.get(window, 'inlineRan') === undefined };
    });
    expect(outcome).toEqual({ inline: true });
  });

  test('stays where it is and opens no windows', async () => {
    const { app, page } = workstation;
    const before = page.url();
    const opened = await page.evaluate((url) => window.open(url) === null, strangerUrl);
    await page.evaluate((url) => window.location.assign(url), strangerUrl);
    await page.waitForTimeout(500);
    expect(opened).toBe(true);
    expect(page.url()).toBe(before);
    expect(app.windows()).toHaveLength(1);
  });

  test('gives the microphone, and neither camera, screen nor place', async () => {
    const outcome = await workstation.page.evaluate(async () => {
      const ask = async (work: () => Promise<MediaStream>) => {
        try {
          const stream = await work();
          stream.getTracks().forEach((track) => track.stop());
          return 'given';
        } catch {
          return 'refused';
        }
      };
      const place = new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => resolve('refused'),
        ),
      );
      return {
        microphone: await ask(() => navigator.mediaDevices.getUserMedia({ audio: true })),
        camera: await ask(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
        screen: await ask(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
        place: await place,
      };
    });
    expect(outcome).toEqual({ microphone: 'given', camera: 'refused', screen: 'refused', place: 'refused' });
  });

  test('serves nothing from outside the built page', async () => {
    const statuses = await workstation.page.evaluate(() =>
      Promise.all(
        ['../../package.json', '%2e%2e/main/index.cjs', 'index.html'].map(
          async (path) => (await fetch(`app://desk/${path}`)).status,
        ),
      ),
    );
    expect(statuses).toEqual([404, 404, 200]);
  });

  test('makes a crashed page anew, which can ask how often that was', async () => {
    const { app } = workstation;
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    await expect
      .poll(
        () =>
          app.evaluate(async ({ BrowserWindow }) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents;
            if (!contents || contents.isCrashed() || contents.isLoading()) return undefined;
            // The page itself is asked, because Playwright's own handle is to the page that died. Asked too early, a dying
            // page never answers.
            const recoveries: unknown = await Promise.race([
              contents.executeJavaScript('window.friskmeld.appInfo().then((info) => info.recoveries)'),
              new Promise((resolve) => setTimeout(resolve, 1_000)),
            ]);
            return recoveries;
          }),
        { timeout: 15_000 },
      )
      .toBe(1);
  });
});
