import { refuse, ok } from '../../shared/result';
import type { CallGate } from '../customers/index';
import { readGate } from './store';

/** The doorkeeper: see {@link CallGate}. */
export function createCallGate(): CallGate {
  return {
    async requireOpenGate(tx, { login, callId, customerId }) {
      const gate = await readGate(tx.sql, callId, customerId);
      // A call of somebody else and no call at all are the same to the one who asks.
      if (gate === null || gate.agentId !== login.id) return refuse('NOT_FOUND');
      if (!gate.isOpenForWork) return refuse('CALL_ENDED');
      if (gate.openedAt === null || gate.callCustomerId !== customerId) return refuse('IDENTITY_NOT_VERIFIED');
      return ok({ openedAt: gate.openedAt });
    },
  };
}
