import type { Knex } from 'knex';
import { evaluateInsights } from '../../shared/insights/evaluate-insights';
import type { Id } from '../../shared/ids/ids';
import type { PopView } from '../../shared/protocol/views';
import { readCaseFile, type CaseFileParts } from './case-file';

export interface PopQuestion {
  readonly callId: Id<'call'>;
  readonly customerId: string;
  readonly creditorScope: readonly string[] | null;
  readonly nowMs: number;
  readonly changedIds: readonly string[];
}

/** The case file of a call's customer with what matters most in it; null when there is no such customer. */
export async function buildPop(sql: Knex, question: PopQuestion, parts: CaseFileParts): Promise<PopView | null> {
  const { callId, changedIds } = question;
  const caseFile = await readCaseFile(sql, question, parts);
  if (caseFile === null) return null;
  return {
    callId,
    caseFile,
    insights: evaluateInsights(caseFile, { today: caseFile.asOf, callId }),
    changedIds: [...changedIds],
  };
}
