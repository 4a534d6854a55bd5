import {
  CREDITOR_ITEMS,
  type BulkAnswer,
  type CreditorItem,
  type CreditorItemKind,
  type ItemDone,
} from '../../shared/protocol/creditor-items';
import { ok, refuse, type Refusal, type Result } from '../../shared/result';
import { runOrRefuse } from '../platform/edge/edge-row';
import { isStorable } from '../platform/edge/storable';
import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import { isUniqueViolation, type Tx } from '../platform/unit-of-work';
import { TAKE, type Take } from './items/items';
import type { TakeContext } from './parts';

/** Takes one item in its own transaction; one that lost a race for its key is tried once more and finds the winner. */
export async function takeItem<K extends CreditorItemKind>(
  platform: Pick<Platform, 'unitOfWork'>,
  ask: { readonly kind: K; readonly item: CreditorItem<K> },
  context: TakeContext,
): Promise<Result<ItemDone>> {
  const take: Take<K> = TAKE[ask.kind];
  const run = () =>
    runOrRefuse(platform.unitOfWork, { rows: 0 }, async (tx) => {
      const taken = await take(tx, ask.item, context);
      if (taken.ok && taken.value.status !== 'unchanged') await note(tx, { ...ask, done: taken.value }, context);
      return taken;
    });
  try {
    return await run();
  } catch (error) {
    if (isUniqueViolation(error)) return run();
    throw error;
  }
}

/** One audit row per thing that changed, with the customer it is about where the item names one. */
async function note<K extends CreditorItemKind>(
  tx: Tx,
  about: { readonly kind: K; readonly item: CreditorItem<K>; readonly done: ItemDone },
  { creditor, ledger, keyId }: TakeContext,
): Promise<void> {
  const { kind, item, done } = about;
  const customerNo = 'customerNo' in item && typeof item.customerNo === 'string' ? item.customerNo : null;
  const accounts = customerNo === null ? null : await ledger.findAccountsByNo(tx.sql, creditor.id, [customerNo]);
  const customerId = accounts?.get(customerNo ?? '')?.customerId;
  await tx.audit({
    loginAccountId: keyId,
    action: `api.${kind}`,
    subjectKind: customerId === undefined ? 'creditor' : 'customer',
    subjectId: customerId ?? creditor.id,
    detail: { creditorId: creditor.id, status: done.status, id: done.id },
  });
}

/** Reads one item of a list; the refusal names the field. */
export function readItem<K extends CreditorItemKind>(kind: K, wire: unknown): Result<CreditorItem<K>> {
  const parsed = CREDITOR_ITEMS[kind].schema.safeParse(wire);
  if (!parsed.success) return refuse('INVALID_PAYLOAD', { at: parsed.error.issues[0]?.path.join('.') ?? '' });
  if (!isStorable(parsed.data)) return refuse('INVALID_PAYLOAD', { at: 'text' });
  // The schema of this kind made it; the compiler does not follow the lookup.
  return ok(parsed.data as CreditorItem<K>);
}

/**
 * Takes a list, item by item in its order, each in its own transaction: a refused or failed item leaves nothing of itself and
 * does not stop the others. The answer says of each what became of it.
 */
export async function takeItems<K extends CreditorItemKind>(
  platform: Pick<Platform, 'unitOfWork' | 'log'>,
  ask: { readonly kind: K; readonly items: readonly unknown[] },
  context: TakeContext,
): Promise<BulkAnswer> {
  const results: BulkAnswer['results'] = [];
  for (const [index, wire] of ask.items.entries()) {
    // In order: an invoice may follow its customer in the same list of another kind's request, and a later line wins.
    // oxlint-disable-next-line no-await-in-loop
    const taken = await takeSafely(platform, { kind: ask.kind, wire }, context);
    results.push({ index, done: taken.ok ? taken.value : null, error: taken.ok ? null : errorOf(taken.error) });
  }
  const done = results.filter((one) => one.done !== null).length;
  return { done, refused: results.length - done, results };
}

async function takeSafely<K extends CreditorItemKind>(
  platform: Pick<Platform, 'unitOfWork' | 'log'>,
  { kind, wire }: { readonly kind: K; readonly wire: unknown },
  context: TakeContext,
): Promise<Result<ItemDone>> {
  const item = readItem(kind, wire);
  if (!item.ok) return item;
  try {
    return await takeItem(platform, { kind, item: item.value }, context);
  } catch (error) {
    platform.log.error({ ...errorFacts(error), kind, creditor: context.creditor.slug }, 'an item could not be taken');
    return refuse('INTERNAL');
  }
}

function errorOf({ code, details }: Refusal): NonNullable<BulkAnswer['results'][number]['error']> {
  return details === undefined ? { code } : { code, details: { ...details } };
}
