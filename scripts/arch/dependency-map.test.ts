import { describe, expect, test } from 'vitest';
import { dependencyMap } from './dependency-map';

describe('the map of rooms', () => {
  const modules = [
    { source: 'server/wrap-up/close-call.ts', dependencies: [{ resolved: 'server/calls/index.ts' }] },
    { source: 'server/calls/store.test.ts', dependencies: [{ resolved: 'server/boards/index.ts' }] },
    { source: 'server/calls/index.ts', dependencies: [{ resolved: 'shared/ids/ids.ts' }] },
  ];

  test('draws an arrow for an import between rooms, once', () => {
    expect(dependencyMap(modules)).toContain('server_wrap_up --> server_calls');
  });

  test('leaves out tests and what everybody imports', () => {
    const map = dependencyMap(modules);
    expect(map).not.toContain('boards');
    expect(map).not.toContain('--> shared');
  });

  test('does not depend on the order in which files are read', () => {
    expect(dependencyMap([...modules].reverse())).toBe(dependencyMap(modules));
  });
});
