/** Routes of the statement of a case: as data for the screen, and as a PDF of the same. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { languageSchema } from '../lang/languages';
import { isoDateSchema } from '../time/dates';

export const statementSchema = z.object({
  language: languageSchema,
  title: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  total: z.object({ label: z.string(), amount: z.string() }),
  summary: z.string(),
  sections: z.array(
    z.object({
      key: z.enum(['claim', 'payments', 'on_the_way', 'sum', 'how_to_pay', 'disputes', 'plan', 'help']),
      heading: z.string(),
      lines: z.array(
        z.object({
          text: z.string(),
          amount: z.string().nullable(),
          weight: z.enum(['normal', 'strong', 'quiet']),
        }),
      ),
    }),
  ),
  footnotes: z.array(z.string()),
  pageWords: z.string(),
});

const params = z.object({ caseId: idSchema('case') }).strict();
/** Without a date: today where the creditor is. Without a language: the customer's. */
const query = z.object({ date: isoDateSchema.optional(), language: languageSchema.optional() }).strict();

export const STATEMENT_ROUTES = {
  caseStatement: { method: 'get', path: '/api/cases/:caseId/statement', params, query, response: statementSchema },
  caseStatementPdf: {
    method: 'get',
    path: '/api/cases/:caseId/statement.pdf',
    params,
    query,
    /** PDF bytes, not JSON. */
    response: z.unknown(),
  },
} as const;
