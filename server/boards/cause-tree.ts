import type { Knex } from 'knex';
import {
  causedRepeats,
  causeTree,
  FCR_WINDOW_DEFAULT,
  FCR_WINDOWS_MS,
  type Cause,
  type CauseQuestion,
} from '../../shared/fcr';
import type { Id } from '../../shared/ids/ids';
import type { HttpResponseOf } from '../../shared/protocol/http';
import { ok } from '../../shared/result';
import { callLines, readCallFactsSince, toFcrContact } from '../call-facts';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import { FCR_DAYS } from './board-model';

const DAY_MS = 86_400_000;
const WINDOW_MS = FCR_WINDOWS_MS[FCR_WINDOW_DEFAULT];

/** Who asks, and when. Nobody sees a creditor outside their scope; without a login there is nothing to see. */
export interface Asker {
  readonly login: Pick<Login, 'creditorScope'> | null;
  readonly nowMs: number;
}

const READ = { roles: ['lead', 'qa', 'admin'], scope: 'creditor', rate: 'read' } as const;

/** Registers `causeTree` and `causeCalls`: why customers of the reader's creditors had to call again. */
export function registerCauseRoutes(platform: Pick<Platform, 'routes' | 'db' | 'clock'>): void {
  platform.routes.add({
    name: 'causeTree',
    ...READ,
    audit: 'none',
    async run({ login }) {
      return ok(await readCauseTree(platform.db, { login, nowMs: platform.clock.nowMs() }));
    },
  });
  platform.routes.add({
    name: 'causeCalls',
    ...READ,
    audit: 'person_read',
    run: (context, { params, query }) =>
      context.commit(async (tx) => {
        const about = { cause: params.cause, creditorId: query.creditorId };
        const callIds = await readCallsOfCause(tx.sql, { login: context.login, nowMs: tx.nowMs }, about);
        const page = await callLines(tx.sql, { callIds, login: context.login, page: query });
        await tx.audit({
          loginAccountId: context.login?.id ?? null,
          action: 'calls.list',
          subjectKind: 'cause',
          subjectId: params.cause,
          detail: { creditorId: query.creditorId, count: page.calls.length },
        });
        return ok(page);
      }),
  });
}

/** A month of contacts at creditors the reader may see, and as much before it as a first contact may lie back. */
async function readQuestion(sql: Knex, { login, nowMs }: Asker): Promise<CauseQuestion> {
  const sinceMs = nowMs - FCR_DAYS * DAY_MS;
  const rows = await readCallFactsSince(sql, sinceMs - WINDOW_MS);
  const seen = rows.filter(({ creditorId }) => login !== null && maySeeCreditor(login, creditorId));
  const kinds = new Map(seen.map(({ callId, insightKinds }) => [callId, insightKinds]));
  return {
    contacts: seen.flatMap((row) => toFcrContact(row) ?? []),
    parameters: { windowMs: WINDOW_MS, scope: 'reason' },
    sinceMs,
    insightKindsOf: (contactId) => kinds.get(contactId) ?? [],
  };
}

/** The first call of each chain and all that came after it, within the asker's creditors. */
export async function readCallsOfCause(
  sql: Knex,
  asker: Asker,
  about: { readonly cause: Cause; readonly creditorId: string },
): Promise<readonly string[]> {
  return causedRepeats(await readQuestion(sql, asker))
    .filter((row) => row.cause === about.cause && row.creditorId === about.creditorId)
    .flatMap(({ firstId, repeatIds }) => [firstId, ...repeatIds]);
}

/** The cause tree of the last month, creditors by name, within the asker's creditors. */
export async function readCauseTree(sql: Knex, asker: Asker): Promise<HttpResponseOf<'causeTree'>> {
  const question = await readQuestion(sql, asker);
  const rows = await sql('creditors').select<{ id: Id<'creditor'>; name: string }[]>('id', 'name');
  const names = new Map<string, (typeof rows)[number]>(rows.map((row) => [row.id, row]));
  const creditors = causeTree(question).flatMap((one) => {
    const creditor = names.get(one.creditorId);
    if (creditor === undefined) return [];
    const causes = one.causes.map((node) => ({ ...node, reasons: [...node.reasons] }));
    return [{ ...one, creditorId: creditor.id, name: creditor.name, causes }];
  });
  return { since: question.sinceMs, windowDays: WINDOW_MS / DAY_MS, creditors };
}
