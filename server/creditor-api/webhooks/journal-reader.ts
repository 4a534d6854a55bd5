import type { Knex } from 'knex';
import type { Ledger } from '../../ledger/index';
import type { Fact } from '../../platform/journal/facts';
import { FACTS_PER_READ_MAX, lastPosition, readFacts } from '../../platform/journal/journal-feed';
import { errorFacts } from '../../platform/log';
import type { Platform } from '../../platform/platform';
import type { Tx } from '../../platform/unit-of-work';
import { caseChanges } from './case-changes';
import { accountOfCase, type CreditorMessage } from './details';
import { isTold, messageFor } from './journal-events';

const READER = 'creditor-webhooks';
const RETRY_MS = 5_000;

/**
 * Reads the journal with a cursor of its own and leaves in the outbox what creditors are to be told: cursor and messages move in
 * one transaction, so nothing is lost or told twice however often a server dies. It begins where the journal ends when it is first
 * started: creditors are not told of what was before.
 */
export class JournalReader {
  private running: Promise<void> | null = null;
  private isWoken = false;
  private retry: NodeJS.Timeout | null = null;

  constructor(
    private readonly platform: Pick<Platform, 'db' | 'unitOfWork' | 'log' | 'feed' | 'outbox'>,
    private readonly ledger: Ledger,
  ) {}

  async start(): Promise<void> {
    const { db, feed } = this.platform;
    await db('journal_cursors')
      .insert({ reader: READER, position: (await lastPosition(db)).toString() })
      .onConflict('reader')
      .ignore();
    // Not awaited by the feed: screens never wait for creditors. What no creditor is told of is passed over with the next that one is.
    feed.note((fact) => {
      if (concernsCreditors(fact)) this.wake();
    });
    this.wake();
  }

  wake(): void {
    this.isWoken = true;
    this.running ??= this.catchUp().finally(() => {
      this.running = null;
      if (this.isWoken) this.wake();
    });
  }

  async stop(): Promise<void> {
    this.isWoken = false;
    if (this.retry !== null) clearTimeout(this.retry);
    await this.running;
  }

  /** Reads everything new. */
  async catchUp(): Promise<void> {
    try {
      do {
        this.isWoken = false;
        // oxlint-disable-next-line no-await-in-loop
        while (await this.platform.unitOfWork.run((tx) => this.readOnce(tx)));
      } while (this.isWoken);
      this.platform.outbox.wake();
    } catch (error) {
      this.platform.log.error(
        errorFacts(error),
        'creditor webhooks: reading the journal failed; it is tried again in a moment',
      );
      // A quiet night brings no next fact: what failed must not wait for the morning.
      this.retry ??= setTimeout(() => {
        this.retry = null;
        this.wake();
      }, RETRY_MS);
    }
  }

  private async readOnce(tx: Tx): Promise<boolean> {
    const cursor = await tx
      .sql('journal_cursors')
      .where({ reader: READER })
      .forUpdate()
      .first<{ position: bigint } | undefined>('position');
    if (cursor === undefined) return false;
    const facts = await readFacts(tx.sql, cursor.position);
    const last = facts.at(-1);
    if (last === undefined) return false;
    const hasMore = facts.length === FACTS_PER_READ_MAX;
    const accounts = new Set<string>();
    for (const fact of facts) {
      // In the order of the journal.
      // oxlint-disable-next-line no-await-in-loop
      const message = await messageFor(tx.sql, fact);
      // oxlint-disable-next-line no-await-in-loop
      if (message !== null) await leave(tx, message, fact);
      // oxlint-disable-next-line no-await-in-loop
      const accountId = await changedAccount(tx.sql, fact);
      if (accountId !== null) accounts.add(accountId);
    }
    for (const message of await caseChanges(tx.sql, [...accounts], this.ledger)) {
      // oxlint-disable-next-line no-await-in-loop
      await leave(tx, { ...message, key: message.key + last.position.toString() }, last);
    }
    await tx.sql('journal_cursors').where({ reader: READER }).update({ position: last.position.toString() });
    return hasMore;
  }
}

async function leave(tx: Tx, message: CreditorMessage, fact: Fact): Promise<void> {
  await tx.enqueue({
    target: `creditor:${message.creditorSlug}`,
    kind: message.type,
    idempotencyKey: message.key,
    orderKey: message.orderKey,
    payload: { ...message.data, happenedAt: fact.happenedAt },
  });
}

const CASE_FACTS = new Set<Fact['kind']>(['ledger.changed', 'hold.placed', 'hold.ended']);

function concernsCreditors(fact: Fact): boolean {
  return CASE_FACTS.has(fact.kind) || isTold(fact.kind);
}

/** The account whose case status the creditor may have to be told anew; null when the fact is about nothing of the kind. */
async function changedAccount(sql: Knex, fact: Fact): Promise<string | null> {
  if (fact.kind === 'ledger.changed') return fact.payload.customerAccountId;
  if (fact.kind === 'hold.placed' || fact.kind === 'hold.ended') return accountOfCase(sql, fact.payload.caseId);
  return null;
}
