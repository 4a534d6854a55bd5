import { ok, refuse, type Result } from '../../shared/result';
import type { HttpRequestOf } from '../../shared/protocol/http';
import type { RouteContext } from '../platform/edge/routes';
import type { Platform } from '../platform/platform';
import { renderStatementPdf } from './render-pdf';
import {
  writeStatement,
  type StatementAsk,
  type StatementParts,
  type WrittenStatement,
} from './use-cases/write-statement';

const READ = {
  roles: ['agent', 'lead', 'qa', 'admin'],
  scope: 'creditor',
  audit: 'person_read',
  rate: 'person',
} as const;

/** Registers `caseStatement` and `caseStatementPdf`. */
export function registerStatementRoutes(platform: Pick<Platform, 'routes' | 'clock'>, parts: StatementParts): void {
  platform.routes.add({
    name: 'caseStatement',
    ...READ,
    async run(context, request) {
      const written = await write(context, request, parts, 'screen');
      return written.ok ? ok(toWire(written.value)) : written;
    },
  });
  platform.routes.add({
    name: 'caseStatementPdf',
    ...READ,
    async run(context, request) {
      const written = await write(context, request, parts, 'pdf');
      if (!written.ok) return written;
      const { statement, fileStem } = written.value;
      const bytes = await renderStatementPdf(statement, platform.clock.nowMs());
      const { response } = context;
      response.setHeader('content-type', 'application/pdf');
      response.setHeader('content-disposition', `attachment; filename="${fileStem}.pdf"`);
      response.setHeader('content-length', bytes.length);
      response.end(bytes);
      return ok(undefined);
    },
  });
}

function write(
  context: RouteContext,
  { params, query }: Pick<HttpRequestOf<'caseStatement'>, 'params' | 'query'>,
  parts: StatementParts,
  as: StatementAsk['as'],
): Promise<Result<WrittenStatement>> {
  const { login } = context;
  if (login === null) return Promise.resolve(refuse('NOT_LOGGED_IN'));
  const { date, language } = query;
  return context.commit((tx) => writeStatement(tx, { login, caseId: params.caseId, date, language, as }, parts));
}

/** The wire's arrays are not readonly; nothing else differs. */
function toWire({ statement }: WrittenStatement) {
  return {
    ...statement,
    facts: [...statement.facts],
    sections: statement.sections.map((section) => ({ ...section, lines: [...section.lines] })),
    footnotes: [...statement.footnotes],
  };
}
