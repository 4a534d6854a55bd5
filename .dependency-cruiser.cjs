// The import law of the house (docs/ARCHITECTURE.md). No rule has an exceptions list: tests and their helpers are not product.
const { readdirSync } = require('node:fs');

const NOT_PRODUCT = '(^|/)(testing|fixtures)/|\\.(test|spec)\\.tsx?$';

/** Floors of the server, top to bottom. A feature may import from floors below its own, never from its own or above. */
const FLOORS = [
  ['demo-world'],
  ['admin', 'qa', 'boards', 'creditor-api', 'fcr', 'supervision', 'forecast'],
  ['wrap-up', 'outbound', 'callbacks', 'feedback', 'call-facts', 'statements'],
  ['routing', 'screen-pop'],
  ['disconnection', 'recordings'],
  ['calls', 'plans', 'disputes', 'payments-underway', 'call-scripts', 'collection-holds'],
  ['agents', 'voice', 'ledger'],
  ['customers', 'creditors', 'logins', 'rules'],
];
const FEATURES = FLOORS.flat().join('|');

/** A room that stands on no floor is under no law: better no check at all than one that does not see it. */
const homeless = readdirSync('server', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['platform', 'testing', ...FLOORS.flat()].includes(entry.name))
  .map((entry) => entry.name);
if (homeless.length > 0) throw new Error(`Give these rooms of the server a floor: ${homeless.join(', ')}`);

const floorRules = FLOORS.map((floor, index) => {
  const own = floor.join('|');
  const above = FLOORS.slice(0, index).flat();
  return {
    name: `features-only-downhill-from-floor-${FLOORS.length - index}`,
    comment: `${floor.join(', ')} may import from the floors below, not from each other nor from above.`,
    severity: 'error',
    from: { path: `^server/(${own})/`, pathNot: NOT_PRODUCT },
    to: {
      path: `^server/(${[...floor, ...above].join('|')})/`,
      pathNot: '^server/$1/',
    },
  };
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-imports-nobody',
      comment: 'shared runs anywhere: it imports zod, temporal-polyfill and itself.',
      severity: 'error',
      from: { path: '^shared/', pathNot: NOT_PRODUCT },
      to: { pathNot: '^shared/|^node_modules/(zod|temporal-polyfill|temporal-spec|temporal-utils)/' },
    },
    {
      name: 'desktop-not-server',
      comment: 'The two ends meet in shared/protocol only.',
      severity: 'error',
      from: { path: '^desktop/(ipc|main|preload|renderer)/' },
      to: { path: '^(server|scripts)/' },
    },
    {
      name: 'server-not-desktop',
      comment: 'The two ends meet in shared/protocol only; scripts start the server, not the other way round.',
      severity: 'error',
      from: { path: '^server/', pathNot: NOT_PRODUCT },
      to: { path: '^(desktop|scripts)/' },
    },
    {
      name: 'server-tests-not-desktop',
      comment: 'Also tests of the server know nothing of the page.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^desktop/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'A decision imports its own domain, shared and nothing that waits, reads a clock or logs.',
      severity: 'error',
      from: { path: '^server/([^/]+)/domain/', pathNot: NOT_PRODUCT },
      to: { pathNot: '^server/$1/domain/|^shared/|^node_modules/(zod|temporal-polyfill)/' },
    },
    {
      name: 'use-cases-not-edges',
      comment: 'A use case does not know who asked: no edge, no SQL, no HTTP or socket library.',
      severity: 'error',
      from: { path: '^server/[^/]+/use-cases/', pathNot: NOT_PRODUCT },
      to: {
        path: '/(http|socket|postgres-store|index)\\.ts$|^node_modules/(express|socket\\.io|knex|pg)/',
        dependencyTypesNot: ['type-only'],
        pathNot: `^server/(platform|${FEATURES})/index\\.ts$`,
      },
    },
    {
      name: 'use-case-not-its-own-index',
      comment: 'The index is the door for others; inside the house one does not go out and in again.',
      severity: 'error',
      from: { path: '^server/([^/]+)/(domain|use-cases)/' },
      to: { path: '^server/$1/(index|http|socket|postgres-store)\\.ts$' },
    },
    {
      name: 'feature-only-through-index',
      comment: 'Other features come in by the front door.',
      severity: 'error',
      from: { path: `^server/(${FEATURES})/`, pathNot: NOT_PRODUCT },
      to: { path: `^server/(${FEATURES})/`, pathNot: `^server/$1/|^server/[^/]+/index\\.ts$` },
    },
    {
      name: 'platform-stands-below',
      comment: 'What every feature stands on knows no feature.',
      severity: 'error',
      from: { path: '^server/platform/', pathNot: NOT_PRODUCT },
      to: { path: `^server/(${FEATURES})/` },
    },
    ...floorRules,
    {
      name: 'renderer-not-electron-or-node',
      comment: 'The page runs in a plain browser too, and in a sandbox.',
      severity: 'error',
      from: { path: '^desktop/renderer/', pathNot: NOT_PRODUCT },
      to: { path: '^node_modules/electron/|^desktop/(main|preload)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-not-node-core',
      comment: 'The page has no Node.',
      severity: 'error',
      from: { path: '^(desktop/renderer|desktop/ipc|shared)/', pathNot: NOT_PRODUCT },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-feature-only-through-index',
      comment: 'Features of the page come in by the front door, too.',
      severity: 'error',
      from: { path: '^desktop/renderer/features/([^/]+)/', pathNot: NOT_PRODUCT },
      to: {
        path: '^desktop/renderer/features/[^/]+/',
        pathNot: '^desktop/renderer/features/$1/|^desktop/renderer/features/[^/]+/index\\.tsx?$',
      },
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'The design system and the softphone media stand below the features.',
      severity: 'error',
      from: { path: '^desktop/renderer/(ui|softphone-media|realtime|i18n)/', pathNot: NOT_PRODUCT },
      to: { path: '^desktop/renderer/(features)/' },
    },
    {
      name: 'main-and-preload-not-page',
      comment: 'Main and preload share nothing with the page but desktop/ipc.',
      severity: 'error',
      from: { path: '^desktop/(main|preload|ipc)/', pathNot: NOT_PRODUCT },
      to: { path: '^desktop/renderer/' },
    },
    {
      name: 'product-not-from-tests',
      comment: 'What ships does not import what tests it.',
      severity: 'error',
      from: { pathNot: `${NOT_PRODUCT}|^desktop/e2e/` },
      to: { path: NOT_PRODUCT },
    },
    {
      name: 'no-dev-dependency-in-the-server',
      comment: '`npm ci --omit=dev` must be enough to run the built server.',
      severity: 'error',
      from: { path: '^server/', pathNot: NOT_PRODUCT },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'nothing-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules' },
    exclude: { path: '^(out|dist|\\.data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
    reporterOptions: {
      mermaid: { minify: false },
    },
  },
};
