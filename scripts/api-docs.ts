import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedDocuments } from './api-docs/documents';
import { PROJECT_ROOT } from './project-root';

// npm run docs:api             writes docs/api and docs/guide/keys.md from the tables of the code
// npm run docs:api -- --check  says which of them are stale and changes nothing

const isCheck = process.argv.includes('--check');
for (const [path, text] of await generatedDocuments()) {
  const file = join(PROJECT_ROOT, 'docs', path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (isCheck) {
    console.error(`docs/${path} is stale. Run "npm run docs:api" and commit it.`);
    process.exitCode = 1;
    continue;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`docs/${path} written`);
}
