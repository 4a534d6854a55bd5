import type { Result } from '../../shared/result';
import { refuse } from '../../shared/result';
import { createCreditors } from '../../server/creditors';
import { createCustomers } from '../../server/customers';
import { createCaseGate } from '../../server/disputes';
import { createLedger, type ImportOutcome } from '../../server/ledger';
import { createPaymentsUnderway } from '../../server/payments-underway';
import { createPlans } from '../../server/plans';
import { createRules } from '../../server/rules';
import { DatabaseClock } from '../../server/platform/clock';
import { connect } from '../../server/platform/db/connect';
import { migrateToLatest } from '../../server/platform/db/migrate';
import { createLogger } from '../../server/platform/log';
import { createPlatform } from '../../server/platform/platform';

export interface ImportHouse {
  /** Books a file in one transaction; refused with NOT_FOUND when there is no such creditor. */
  importFile(file: {
    readonly creditorSlug: string;
    readonly fileName: string;
    readonly bytes: Uint8Array;
    readonly anySeller: boolean;
  }): Promise<Result<ImportOutcome>>;
  creditorSlugs(): Promise<readonly string[]>;
  close(): Promise<void>;
}

class Refused extends Error {}

/** Nobody is on a call in an import, so no gate is ever open and nothing is ever done in one. */
const NO_CALLS = {
  callGate: { requireOpenGate: () => Promise.resolve(refuse('NOT_FOUND')) },
  recordCallAction: () => Promise.resolve(),
};

/**
 * The part of the house an import needs, on the same database as a server that may be running: the ledger, and the rooms that
 * act when money arrives. It listens on no port and runs no timers.
 */
export async function openImportHouse(databaseUrl: string): Promise<ImportHouse> {
  await migrateToLatest(databaseUrl);
  const db = connect(databaseUrl);
  const clock = new DatabaseClock();
  await clock.synchronise(db);
  const log = createLogger('warn');
  const platform = createPlatform({
    db,
    clock,
    log,
    isDemo: false,
    dataDir: '.',
    rendererDir: '.',
    origins: [],
    isReady: () => true,
  });
  const customers = createCustomers();
  const creditors = createCreditors(platform);
  const rules = createRules(platform);
  const ruleRows = () => rules.rows();
  const ledger = createLedger(platform, { customers, creditors, mayDo: createCaseGate(ruleRows).mayDo, ruleRows });
  createPlans(platform, { ledger, creditors, ruleRows, ...NO_CALLS });
  createPaymentsUnderway(platform, { ledger, creditors, ruleRows, ...NO_CALLS });
  await rules.start();
  // The journal is read by the server, if one runs: here the feed only learns where it ends.
  await platform.feed.start();
  await platform.feed.stop();
  return {
    async importFile({ creditorSlug, ...file }) {
      const creditor = await creditors.findCreditor(db, creditorSlug);
      if (creditor === null) return refuse('NOT_FOUND');
      let answer: Result<ImportOutcome> = refuse('INTERNAL');
      try {
        await platform.unitOfWork.run(async (tx) => {
          answer = await ledger.importFile(tx, { ...file, creditor, importedBy: null, language: 'en' });
          if (!answer.ok) throw new Refused();
        });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
      return answer;
    },
    async creditorSlugs() {
      return (await creditors.listCreditors(db)).map(({ slug }) => slug);
    },
    async close() {
      await platform.io.close();
      await db.destroy();
    },
  };
}
