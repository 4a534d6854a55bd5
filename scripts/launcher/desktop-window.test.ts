import { expect, test } from 'vitest';
import { openDesktopWindow } from './desktop-window';

const URL = 'http://127.0.0.1:4100';

/** A program in place of Electron; resolves each line that is said. */
function windowOf(source: string) {
  const lines: string[] = [];
  let tell: () => void = () => undefined;
  const desktop = openDesktopWindow({
    executable: process.execPath,
    args: ['-e', source],
    cwd: process.cwd(),
    env: process.env,
    url: URL,
    say: (line) => {
      lines.push(line);
      tell();
    },
  });
  const said = async (pattern: RegExp): Promise<void> => {
    while (!lines.some((line) => pattern.test(line))) await new Promise<void>((resolve) => (tell = resolve));
  };
  return { desktop, lines, said };
}

test('a window that cannot open is not "closed": its last words and the way out are shown', async () => {
  const { said, lines } = windowOf("console.error('FATAL: no usable sandbox'); process.exit(133)");
  await said(/FATAL: no usable sandbox/u);
  expect(lines[0]).toBe(`the window could not open (exit code 133); open ${URL} in a browser`);
});

test('a window that the person closes is said to be closed', async () => {
  const { said, lines } = windowOf('process.exit(0)');
  await said(/was closed/u);
  expect(lines).toHaveLength(1);
});

test('a program that is not there is said, with where to look instead', async () => {
  const lines: string[] = [];
  await new Promise<void>((resolve) => {
    openDesktopWindow({
      executable: '/nowhere/electron',
      args: [],
      cwd: process.cwd(),
      env: process.env,
      url: URL,
      say: (line) => {
        lines.push(line);
        resolve();
      },
    });
  });
  expect(lines[0]).toMatch(/did not open .* open http:\/\/127\.0\.0\.1:4100 in a browser/u);
});

test('a house that stops takes its window along and says nothing of it', async () => {
  const { desktop, lines } = windowOf('setInterval(() => undefined, 1000)');
  await desktop.stop();
  expect(lines).toEqual([]);
  await desktop.stop();
});
