import type { Migration } from '../migration';

/** What a customer told in a call about a cut may be taken back by a lead: a step of its own. */
export const reportsWithdrawnMigration: Migration = {
  name: '0151-reports-withdrawn',
  sql: `
alter table disconnection_steps drop constraint disconnection_steps_kind_check;
alter table disconnection_steps add constraint disconnection_steps_kind_check check (kind in (
  'reminder_sent', 'alternatives_told', 'warning_sent', 'warning_served', 'social_notice_sent', 'social_service_accepted',
  'obstacle_reported', 'danger_reported', 'obstacles_checked', 'decided', 'advised', 'warning_withdrawn', 'report_withdrawn'
));
`,
};
