import type { Knex } from 'knex';
import type { WebhookEventType } from '../../../shared/protocol/webhooks';
import type { Platform } from '../../platform/platform';
import type { Tx } from '../../platform/unit-of-work';
import { insertEndpoint } from '../webhooks/lists';
import { makeWebhookSecret } from '../webhooks/signature';
import type { SecretSource } from './fake-creditor';

type Parts = Pick<Platform, 'db' | 'unitOfWork' | 'secrets'>;

export interface SandboxEndpoint {
  readonly creditorId: string;
  readonly url: string;
  /** What the made-up system is told of; the rest stays in the list of events. */
  readonly eventTypes: readonly WebhookEventType[];
}

/**
 * Makes the endpoint of a made-up system once, however many servers start, and gives it a new secret when the installation's key
 * was lost. What an administrator changed since (switched off, rotated) stays. Answers with the secrets as they stand at any time.
 */
export async function openSandboxEndpoint(parts: Parts, endpoint: SandboxEndpoint): Promise<SecretSource> {
  const { url, creditorId } = endpoint;
  await parts.unitOfWork.run(async (tx) => {
    await tx.sql.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [url]);
    const sealed = await sealedSecrets(tx.sql, endpoint);
    if (sealed.length === 0) await insert(tx, endpoint, parts);
    else if (sealed.some((one) => opened(one, parts) === null)) await renew(tx, endpoint, parts);
  });
  return async () => {
    const sealed = await sealedSecrets(parts.db, { creditorId, url });
    return sealed.flatMap((one) => opened(one, parts) ?? []);
  };
}

async function sealedSecrets(sql: Knex, of: Pick<SandboxEndpoint, 'creditorId' | 'url'>): Promise<readonly string[]> {
  return sql('webhook_endpoints').where({ creditor_id: of.creditorId, url: of.url }).pluck<string[]>('secret_sealed');
}

async function insert(tx: Tx, { creditorId, url, eventTypes }: SandboxEndpoint, parts: Parts): Promise<void> {
  const id = tx.makeId('webhookEndpoint');
  const secretSealed = parts.secrets.seal(makeWebhookSecret());
  await insertEndpoint(tx.sql, { id, creditorId, url, secretSealed, eventTypes, createdBy: 'sandbox' }, tx.nowMs);
}

async function renew(tx: Tx, { creditorId, url }: SandboxEndpoint, parts: Parts): Promise<void> {
  await tx
    .sql('webhook_endpoints')
    .where({ creditor_id: creditorId, url })
    .update({
      secret_sealed: parts.secrets.seal(makeWebhookSecret()),
      earlier_secret_sealed: null,
      earlier_secret_until: null,
    });
}

/** Null when it was sealed with a key that is gone. */
function opened(sealed: string, { secrets }: Pick<Parts, 'secrets'>): string | null {
  try {
    return secrets.open(sealed);
  } catch {
    // Nothing was lost that anybody else holds: both ends of a sandbox are ours.
    return null;
  }
}
