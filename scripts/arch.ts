import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { PROJECT_ROOT } from './project-root';
import { dependencyMap } from './arch/dependency-map';

// npm run arch             checks the import law and draws docs/dependency-map.md anew
// npm run arch -- --check  checks both and changes nothing

const MAP_FILE = join(PROJECT_ROOT, 'docs', 'dependency-map.md');
const CRUISE_TIMEOUT_MS = 120_000;
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;

const cruiseSchema = z.object({
  modules: z.array(z.object({ source: z.string(), dependencies: z.array(z.object({ resolved: z.string() })) })),
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string(), severity: z.string() }) }),
    ),
  }),
});

function cruise(): z.infer<typeof cruiseSchema> {
  const program = join(PROJECT_ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const json = execFileSync(process.execPath, [...args, 'shared', 'server', 'desktop', 'scripts'], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
    timeout: CRUISE_TIMEOUT_MS,
    maxBuffer: OUTPUT_BYTES_MAX,
  });
  return cruiseSchema.parse(JSON.parse(json));
}

const { modules, summary } = cruise();
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
if (summary.violations.length > 0) process.exitCode = 1;

const map = dependencyMap(modules);
const isStale = !existsSync(MAP_FILE) || readFileSync(MAP_FILE, 'utf8') !== map;
if (isStale && process.argv.includes('--check')) {
  console.error('docs/dependency-map.md is stale. Run "npm run arch" and commit it.');
  process.exitCode = 1;
} else if (isStale) {
  writeFileSync(MAP_FILE, map);
}
console.log(`${summary.totalCruised} modules, ${summary.violations.length} forbidden imports`);
