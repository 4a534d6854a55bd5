import type { Migration } from '../migration';

/** Who at the creditor gave an answer that one of us wrote down: an answer decides what somebody owes. */
export const disputeAnswerSourceMigration: Migration = {
  name: '0160-dispute-answer-source',
  sql: `
alter table disputes add column answer_said_by text;
`,
};
