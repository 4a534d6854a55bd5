/** Gates of the letters before a cut. */
import type { DisconnectionParams } from '../rules/index';
import { addDays, type IsoDate } from '../time/dates';
import type { DisconnectionNotice } from './disconnection-case';
import { passes, stops, unknown, type GateFinding } from './gate-finding';

/** What was written to the customer and the municipality, and in which order. */
export function noticeGates(
  notice: DisconnectionNotice | null,
  params: DisconnectionParams,
  ruleId: string,
): readonly GateFinding[] {
  if (notice === null) return [stops('warning', 'no_warning', 'no_notice', { ruleId })];
  return [
    ...reminderGate(notice, params, ruleId),
    ...(params.needsAlternatives ? [alternativesGate(notice, ruleId)] : []),
    passes('warning', 'done_on', { date: notice.sentDate, ruleId }),
    ...(params.clock === 'served'
      ? [
          notice.servedDate === null
            ? unknown('service', 'not_served', 'not_served', { ruleId })
            : passes('service', 'served_on', { date: notice.servedDate, ruleId }),
        ]
      : []),
    ...(params.needsSocialNotice ? [socialNoticeGate(notice, ruleId)] : []),
  ];
}

function reminderGate(
  notice: DisconnectionNotice,
  params: DisconnectionParams,
  ruleId: string,
): readonly GateFinding[] {
  const days = params.daysBetweenReminderAndWarning;
  if (days === null) return [];
  const date = notice.reminderDate;
  if (date === null) return [unknown('reminder', 'not_done', 'reminder_missing', { ruleId })];
  if (notice.sentDate < addDays(date, days)) {
    return [stops('reminder', 'too_soon_after', 'reminder_missing', { date, count: days, ruleId })];
  }
  return [passes('reminder', 'done_on', { date, ruleId })];
}

/** In good time means before the warning or with it. */
function alternativesGate(notice: DisconnectionNotice, ruleId: string): GateFinding {
  const date = notice.alternativesDate;
  if (date === null) return unknown('alternatives', 'not_done', 'alternatives_missing', { ruleId });
  return date > notice.sentDate
    ? stops('alternatives', 'too_late', 'alternatives_missing', { date, ruleId })
    : passes('alternatives', 'done_on', { date, ruleId });
}

/** At the same time: on the warning's own day, or the day before it. One of months ago was about another cut. */
function socialNoticeGate(notice: DisconnectionNotice, ruleId: string): GateFinding {
  const date = notice.socialNoticeDate;
  if (date === null) return unknown('social_notice', 'not_done', 'social_notice_missing', { ruleId });
  return isAtTheSameTime(date, notice.sentDate)
    ? passes('social_notice', 'done_on', { date, ruleId })
    : stops('social_notice', 'not_at_the_same_time', 'social_notice_missing', { date, ruleId });
}

/** True when the municipality was told with the warning: the two letters leave on one day, or that one the day before. */
export function isAtTheSameTime(socialNoticeDate: IsoDate, sentDate: IsoDate): boolean {
  return socialNoticeDate <= sentDate && addDays(socialNoticeDate, 1) >= sentDate;
}
