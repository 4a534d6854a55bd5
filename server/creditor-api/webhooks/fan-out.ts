import { webhookEventTypeSchema } from '../../../shared/protocol/webhooks';
import type { Creditors } from '../../creditors/index';
import { HopelessError, type OutboxMessage, type OutboxSender } from '../../platform/outbox/outbox-worker';
import type { Platform } from '../../platform/platform';
import { keepEvent } from './events';

/** Features leave what a creditor is to be told under this target, with the creditor's slug. */
export const CREDITOR_TARGETS = 'creditor:';

/**
 * Takes what features left for a creditor, keeps it as an event and leaves a message per endpoint, all in one transaction: the
 * slow part, talking to the creditor, stands apart and has its own retries.
 */
export function fanOut(platform: Pick<Platform, 'unitOfWork'>, creditors: Creditors): OutboxSender {
  return async (message: OutboxMessage) => {
    const type = webhookEventTypeSchema.safeParse(message.kind);
    if (!type.success) throw new HopelessError(`no creditor is told of ${message.kind}`);
    await platform.unitOfWork.run(async (tx) => {
      const creditor = await creditors.findCreditor(tx.sql, message.target.slice(CREDITOR_TARGETS.length));
      if (creditor === null) throw new HopelessError('there is no such creditor');
      const { happenedAt, ...payload } = message.payload;
      await keepEvent(tx, {
        creditorId: creditor.id,
        sourceKey: message.idempotencyKey,
        type: type.data,
        orderKey: message.orderKey,
        payload,
        happenedAt: typeof happenedAt === 'number' ? happenedAt : tx.nowMs,
      });
    });
  };
}
