import { describe, expect, test } from 'vitest';
import { parseLauncherOptions } from './options';
import { backoffMs } from './supervise';

describe('the command line of npm start', () => {
  test('has sensible defaults', () => {
    expect(parseLauncherOptions([], '/clone')).toEqual({
      kind: 'run',
      options: { isHeadless: false, port: 4100, dataDir: '/clone/.data', hasDemoData: true, stopsWithInput: false },
    });
  });

  test('takes every option', () => {
    const args = ['--headless', '--port', '4200', '--data-dir', 'there', '--no-demo'];
    expect(parseLauncherOptions(args, '/clone')).toMatchObject({
      options: { isHeadless: true, port: 4200, dataDir: '/clone/there', hasDemoData: false },
    });
  });

  test.each([['--port', 'x'], ['--port', '70000'], ['--port', '-1'], ['--prot', '1'], ['extra']])(
    'refuses %s %s',
    (...args) => {
      expect(parseLauncherOptions(args, '/clone').kind).toBe('wrong');
    },
  );

  test('a service that keeps dying is tried again ever more slowly, at most every five seconds', () => {
    const waits = Array.from({ length: 12 }, (_, failures) => backoffMs(failures));
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(200);
    expect(waits.at(-1)).toBe(5_000);
  });
});
