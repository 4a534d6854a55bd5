import { format } from 'prettier';
import { openApiDocument } from '../../server/platform/edge/openapi';
import { eventsPage, httpPage, socketPage, typesPage } from './edge-pages';
import { keysPage } from './keys-page';
import { environmentPage, errorsPage, factsPage, figuresPage } from './lists';
import { registeredTables } from './registered-tables';

const PRINT_WIDTH = 120;

/** Every generated document by its path under `docs/`, in the form in which it is committed. */
export async function generatedDocuments(): Promise<ReadonlyMap<string, string>> {
  const tables = await registeredTables();
  const pages: readonly (readonly [string, string])[] = [
    ['api/http.md', httpPage(tables)],
    ['api/socket.md', socketPage(tables)],
    ['api/events.md', eventsPage()],
    ['api/types.md', typesPage()],
    ['api/errors.md', errorsPage()],
    ['api/facts.md', factsPage()],
    ['api/environment.md', environmentPage()],
    ['guide/keys.md', keysPage()],
    ['guide/figures.md', figuresPage()],
  ];
  const options = { printWidth: PRINT_WIDTH, singleQuote: true };
  const formatted = await Promise.all(
    pages.map(async ([path, text]) => [path, await format(text, { ...options, parser: 'markdown' })] as const),
  );
  const openApi = await format(JSON.stringify(openApiDocument(tables.routes)), { ...options, parser: 'json' });
  return new Map([...formatted, ['api/openapi.json', openApi]]);
}
