import type { ReportKind } from '../../shared/disconnection/process';
import type { Id } from '../../shared/ids/ids';
import { ok, refuse, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import type { Ledger } from '../ledger/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { readCutFacts } from './cut-facts';
import { lockCase, writeStep } from './steps';

const FLAG = { obstacle: 'is_obstacle_reported', social_service: 'has_social_service_accepted' } as const;

/**
 * A lead takes back what was written down by mistake, or is over: the danger that holds the case, the obstacle that moves the dates,
 * the social service that pays. That it was told stays among the steps. Refused with DISCONNECTION_STEP_INVALID when it does not
 * stand; NOT_FOUND as for any step.
 */
export async function withdrawReport(
  tx: Tx,
  ask: { readonly caseId: string; readonly kind: ReportKind; readonly why: string; readonly login: Login },
  ledger: Ledger,
): Promise<Result<Id<'disconnectionStep'>>> {
  const { caseId, kind: report, login } = ask;
  const by = { kind: 'login', login } as const;
  const locked = await lockCase(tx, { caseId, by }, ledger);
  if (!locked.ok) return locked;
  const [found] = await readCutFacts(tx.sql, [caseId], tx.nowMs);
  if (found?.reports.includes(report) !== true) {
    return refuse('DISCONNECTION_STEP_INVALID', { kind: 'report_withdrawn' });
  }
  if (report === 'danger') await ledger.endHolds(tx, caseId, ['vulnerability']);
  else
    await tx
      .sql('cases')
      .where({ id: caseId })
      .update({ [FLAG[report]]: false });
  const onDate = localDate(tx.nowMs, locked.value.account.country);
  const detail = { note: ask.why, report };
  return ok(
    await writeStep(tx, { ...locked.value, caseId, kind: 'report_withdrawn', onDate, by, callId: null, detail }),
  );
}
