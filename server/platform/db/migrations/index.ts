import type { Migration } from '../migration';
import { platformMigration } from './0001-platform';
import { peopleMigration } from './0002-people';
import { ledgerMigration } from './0003-ledger';
import { callsMigration } from './0004-calls';
import { agreementsMigration } from './0005-agreements';
import { qualityMigration } from './0006-quality';
import { callLifeMigration } from './0007-call-life';
import { ledgerSearchMigration } from './0010-ledger-search';
import { disconnectionNoticeMigration } from './0011-disconnection-notice';
import { scriptRunAccountMigration } from './0012-script-run-account';
import { demoMigration } from './0020-demo';
import { disputesDisconnectionMigration } from './0060-disputes-disconnection';
import { plansAndMandatesMigration } from './0050-plans-and-mandates';
import { ruleRowsMigration } from './0030-rule-rows';
import { balanceMigration } from './0040-balance';
import { creditorApiMigration } from './0070-creditor-api';
import { caseCareMigration } from './0080-case-care';
import { requestedDeliveriesMigration } from './0090-requested-deliveries';
import { feesReturnedMigration } from './0110-fees-returned';
import { planRepairsMigration } from './0111-plan-repairs';
import { paymentReversalsMigration } from './0120-payment-reversals';
import { moneyOnTheWayMigration } from './0140-money-on-the-way';
import { cutBasisMigration } from './0150-cut-basis';
import { reportsWithdrawnMigration } from './0151-reports-withdrawn';
import { disputeAnswerSourceMigration } from './0160-dispute-answer-source';
import { standingDisputesMigration } from './0161-standing-disputes';

/** All steps in order; a new one is added at the end and never reordered. */
export const MIGRATIONS: readonly Migration[] = [
  platformMigration,
  peopleMigration,
  ledgerMigration,
  callsMigration,
  agreementsMigration,
  qualityMigration,
  callLifeMigration,
  ledgerSearchMigration,
  disconnectionNoticeMigration,
  scriptRunAccountMigration,
  demoMigration,
  ruleRowsMigration,
  balanceMigration,
  disputesDisconnectionMigration,
  creditorApiMigration,
  plansAndMandatesMigration,
  caseCareMigration,
  requestedDeliveriesMigration,
  feesReturnedMigration,
  planRepairsMigration,
  paymentReversalsMigration,
  moneyOnTheWayMigration,
  disputeAnswerSourceMigration,
  standingDisputesMigration,
  cutBasisMigration,
  reportsWithdrawnMigration,
];
