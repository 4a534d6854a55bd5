import type { Migration } from '../migration';

/** What the laws on cutting ask about a notice besides the day it was sent; null or false = nobody has said so, which blocks. */
export const disconnectionNoticeMigration: Migration = {
  name: '0011-disconnection-notice',
  sql: `
alter table cases
  add column disconnection_served_date date,
  add column disconnection_reminder_date date,
  add column disconnection_social_notice_date date,
  add column has_social_service_accepted boolean not null default false,
  add column is_obstacle_reported boolean not null default false;
`,
};
