import { refuse } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import type { Platform } from '../platform/platform';
import { answerDispute, rejectGroundless, type AnswerDeps } from './answer-dispute';
import { listDisputes } from './lists';
import { resumeCollection } from './suspend';

/** Registers the lists of disputes that wait, and the ways to end one. */
export function registerDisputeRoutes(platform: Pick<Platform, 'routes'>, deps: AnswerDeps): void {
  platform.routes.add({
    name: 'disputes',
    roles: ['lead', 'admin'],
    scope: 'creditor',
    audit: 'person_read',
    rate: 'person',
    run: ({ login, commit }, { query }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        // One calendar for the list: days late are counted where most of the house sits.
        const today = localDate(tx.nowMs, 'NO');
        const found = await listDisputes(tx.sql, { ...query, scope: login.creditorScope, today });
        await tx.audit({
          loginAccountId: login.id,
          action: 'dispute.list',
          subjectKind: 'customer',
          subjectId: 'several',
          detail: { list: query.list, shown: found.disputes.map(({ disputeId }) => disputeId) },
        });
        return { ok: true, value: found };
      }),
  });
  platform.routes.add({
    name: 'answerDispute',
    roles: ['agent', 'lead'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    run: ({ login, commit }, { params, body }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const { callId, saidBy, ...said } = body;
        return answerDispute(tx, { ...params, ...said, by: { kind: 'login', login, callId, saidBy } }, deps);
      }),
  });
  platform.routes.add({
    name: 'rejectGroundless',
    roles: ['lead'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    run: ({ login, commit }, { params, body }) =>
      commit(async (tx) =>
        login === null ? refuse('NOT_LOGGED_IN') : rejectGroundless(tx, { ...params, ...body, login }, deps),
      ),
  });
  platform.routes.add({
    name: 'resumeCollection',
    roles: ['lead'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    run: ({ login, commit }, { params, body }) =>
      commit(async (tx) =>
        login === null ? refuse('NOT_LOGGED_IN') : resumeCollection(tx, { ...params, ...body, login }, deps),
      ),
  });
}
