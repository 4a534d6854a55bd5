import { webhookAnswerSchema } from '../../../shared/protocol/webhooks';
import { HopelessError, SendError, type OutboxMessage, type OutboxSender } from '../../platform/outbox/outbox-worker';
import type { Platform } from '../../platform/platform';
import type { CreditorApiDeps } from '../parts';
import { postOut, type EgressOptions, type PostAnswer } from './egress';
import { disableEndpoint, readEndpoint, WEBHOOK_TARGETS, type Endpoint } from './endpoints';
import { bodyOf, readEvent, type CreditorEvent } from './events';
import { signatureHeader } from './signature';

/** Standard Webhooks: whoever answers so wants no more. */
const GONE = 410;

interface Parts extends Pick<Platform, 'db' | 'clock' | 'log' | 'unitOfWork' | 'secrets'> {
  readonly egress: EgressOptions;
}

/** Whom a delivery tells what the creditor answered. */
type Deps = Pick<CreditorApiDeps, 'paymentsUnderway' | 'disputes' | 'disconnection'>;

/** Sends one event to one endpoint; a try that fails is told to the release it was for. */
export function deliver(parts: Parts, deps: Deps): OutboxSender {
  return async (message: OutboxMessage) => {
    const endpoint = await readEndpoint(parts.db, message.target.slice(WEBHOOK_TARGETS.length));
    const event = await readEvent(parts.db, String(message.payload['eventId']));
    if (endpoint === null || event === null) throw new HopelessError('the endpoint or the event is not there any more');
    if (endpoint.disabledAt !== null) throw new HopelessError('the endpoint is switched off');
    if (await isOvertaken(parts, event, deps)) return;
    let answer: PostAnswer;
    try {
      answer = await post(parts, endpoint, event);
      if (answer.status < 200 || answer.status > 299) throw new SendError(`answered ${answer.status}`, answer.status);
    } catch (error) {
      await noteTry(parts, event, 'failed', deps);
      if (error instanceof SendError && error.status === GONE) {
        await disableEndpoint(parts.db, endpoint.id, 'gone', parts.clock.nowMs());
        throw new HopelessError('answered 410: wants no more');
      }
      throw error;
    }
    await noteTry(parts, event, hasConfirmed(answer) ? 'confirmed' : 'accepted', deps);
  };
}

async function post(parts: Parts, endpoint: Endpoint, event: CreditorEvent): Promise<PostAnswer> {
  const now = parts.clock.nowMs();
  const secrets = [endpoint.secretSealed];
  const { earlierSecretSealed, earlierSecretUntil } = endpoint;
  if (earlierSecretSealed !== null && earlierSecretUntil !== null && earlierSecretUntil > now)
    secrets.push(earlierSecretSealed);
  const opened = secrets.map((sealed) => parts.secrets.open(sealed));
  const body = JSON.stringify(bodyOf(event));
  const timestamp = Math.floor(now / 1_000).toString();
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Friskmeld-Webhooks/1',
    'webhook-id': event.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureHeader(opened, { id: event.id, timestamp, body }),
  };
  return postOut(endpoint.url, { headers, body }, parts.egress);
}

/** What was called back before it left, or may not leave today, is not ordered: a creditor that was down never cuts on an old word. */
async function isOvertaken(
  parts: Parts,
  event: CreditorEvent,
  { paymentsUnderway, disconnection }: Deps,
): Promise<boolean> {
  if (event.type === 'disconnection.ordered') {
    const orderId = String(event.payload['disconnectionId']);
    return !(await parts.unitOfWork.run((tx) => disconnection.mayStillLeave(tx, orderId)));
  }
  if (event.type !== 'release.order') return false;
  const ask = { creditorIds: [event.creditorId], releaseId: String(event.payload['releaseId']) };
  const [release] = await paymentsUnderway.listReleases(parts.db, ask);
  return release?.state === 'recalled';
}

async function noteTry(
  parts: Parts,
  event: CreditorEvent,
  how: 'accepted' | 'confirmed' | 'failed',
  deps: Deps,
): Promise<void> {
  const { type, payload } = event;
  if (type === 'release.order') {
    await parts.unitOfWork.run((tx) => deps.paymentsUnderway.noteReleaseTry(tx, String(payload['releaseId']), how));
  } else if (type === 'dispute.opened' && how !== 'failed') {
    // Refused when it is with the creditor already: told twice is told once.
    await parts.unitOfWork.run((tx) => deps.disputes.markSent(tx, String(payload['disputeId'])));
  } else if (type === 'disconnection.ordered' && how === 'accepted') {
    await parts.unitOfWork.run((tx) => deps.disconnection.noteTold(tx, String(payload['disconnectionId'])));
  } else if (type === 'disconnection.ordered' && how === 'confirmed') {
    const ask = { orderId: String(payload['disconnectionId']), creditorId: event.creditorId };
    const done = await parts.unitOfWork.run((tx) => deps.disconnection.confirmCut(tx, ask));
    if (!done.ok) parts.log.warn({ ...ask, code: done.error.code }, 'a creditor says it has cut what is not ordered');
  }
}

function hasConfirmed({ body }: PostAnswer): boolean {
  try {
    return webhookAnswerSchema.safeParse(JSON.parse(body)).data?.status === 'confirmed';
  } catch {
    // Most receivers answer nothing or some text; only this one word means more than "taken".
    return false;
  }
}
