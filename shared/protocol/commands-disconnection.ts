/** What an agent writes down in a call that stops or slows a cut, or all collection. Spread into COMMANDS. */
import * as z from 'zod';
import { REPORT_KINDS } from '../disconnection/process';
import { SUSPENSION_GROUNDS } from '../disputes/suspension';
import { idSchema } from '../ids/ids';

const STATEMENT_LENGTH_MAX = 1_000;
const inCall = { callId: idSchema('call'), scriptRunId: idSchema('scriptRun').nullable(), caseId: idSchema('case') };
const statementSchema = z.string().trim().max(STATEMENT_LENGTH_MAX);

export const DISCONNECTION_COMMANDS = {
  /** Illness or unemployment, danger to somebody, or a social service that pays: told in the call, to be proved later. */
  'disconnection:report': {
    payload: z.object({ ...inCall, kind: z.enum(REPORT_KINDS), statement: statementSchema }).strict(),
    result: z.object({ stepId: idSchema('disconnectionStep') }),
  },
  /** The consumer demands that voluntary collection stops, or has complained to a board, where a row says that this stops it. */
  'collection:suspend': {
    payload: z.object({ ...inCall, ground: z.enum(SUSPENSION_GROUNDS), statement: statementSchema }).strict(),
    result: z.object({ holdId: idSchema('hold') }),
  },
} as const;
