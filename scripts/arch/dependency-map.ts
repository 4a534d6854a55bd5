interface CruisedModule {
  readonly source: string;
  readonly dependencies: readonly { readonly resolved: string }[];
}

const NOT_DRAWN =
  /(^|\/)(testing|fixtures|migrations)\/|\.(test|spec)\.tsx?$|^scripts\/|^desktop\/e2e\/|\.json$|\.css$/;
/** Each file is drawn as the room it stands in; the first pattern that fits names the room. */
const ROOMS = [
  /^desktop\/renderer\/features\/[^/]+(?=\/)/,
  /^desktop\/renderer\/[^/]+(?=\/)/,
  /^server\/platform(?=\/)/,
  /^shared(?=\/)/,
  /^(server|desktop)\/[^/]+(?=\/)/,
];

function roomOf(path: string): string | undefined {
  if (NOT_DRAWN.test(path)) return undefined;
  for (const pattern of ROOMS) {
    const match = pattern.exec(path);
    if (match) return match[0];
  }
  return undefined;
}

const nodeId = (room: string) => room.replace(/[^a-z0-9]/gi, '_');

/**
 * The page docs/dependency-map.md: which room imports from which, drawn from the imports themselves. Arrows to `shared`
 * and to `server/platform` are left out of the drawing, since nearly every room has them. The same imports always give the
 * same text.
 */
export function dependencyMap(modules: readonly CruisedModule[]): string {
  const rooms = new Set<string>();
  const arrows = new Set<string>();
  for (const { source, dependencies } of modules) {
    const from = roomOf(source);
    if (from === undefined) continue;
    rooms.add(from);
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      if (to === undefined || to === from || to === 'shared' || to === 'server/platform') continue;
      arrows.add(`  ${nodeId(from)} --> ${nodeId(to)}`);
    }
  }
  const nodes = [...rooms].sort().map((room) => `  ${nodeId(room)}["${room}"]`);
  return [
    '# Which room imports from which',
    '',
    'Drawn by `npm run arch` from the imports; `npm test` fails when it is stale. Nearly every room also imports `shared`, and',
    'every room of the server `server/platform`; those arrows are left out.',
    '',
    '```mermaid',
    'flowchart TD',
    ...nodes,
    ...[...arrows].sort(),
    '```',
    '',
  ].join('\n');
}
