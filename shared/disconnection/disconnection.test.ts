import { describe, expect, test } from 'vitest';
import { minor } from '../money/money';
import { isoDate } from '../time/dates';
import type { DisconnectionBlock, DisconnectionCase, DisconnectionNotice } from './disconnection-case';
import { disconnectionStatus } from './status';
import { bill, FINLAND, kr, NORWAY, NOTICE, SWEDEN } from './testing/cases';

/** Reminded of a bill of late August, and warned two weeks after that. */
const REMINDED_LATE: DisconnectionNotice = {
  ...NOTICE,
  reminderDate: isoDate('2026-08-26'),
  sentDate: isoDate('2026-09-09'),
};

describe('the earliest day', () => {
  test('Norway: four weeks from sending for people, two for businesses, the last day still the customer’s', () => {
    expect(disconnectionStatus(NORWAY)).toMatchObject({
      earliestCutDate: '2026-09-30',
      sumToStopMinor: kr(2_000),
      ruleId: 'NO-CUT-C',
      blocks: [],
      mayCutToday: true,
    });
    const business = disconnectionStatus({ ...NORWAY, customerKind: 'business' });
    expect(business).toMatchObject({ earliestCutDate: '2026-09-16', ruleId: 'NO-CUT-B' });
  });

  test('Sweden: three weeks from service, not from sending', () => {
    // Served Thursday 3 September: the customer has until the 24th; the 25th is a Friday.
    expect(disconnectionStatus(SWEDEN)).toMatchObject({ earliestCutDate: '2026-09-28', blocks: [], mayCutToday: true });
  });

  test('Finland: two weeks after the warning when 500 € are owed, else when the oldest bill is three months old', () => {
    expect(disconnectionStatus(FINLAND)).toMatchObject({ earliestCutDate: '2026-09-16', blocks: [] });
    const owing = (whole: number, role: DisconnectionCase['creditorRole']) =>
      disconnectionStatus({
        ...FINLAND,
        creditorRole: role,
        claims: [bill('a', whole)],
      }).earliestCutDate;
    expect(owing(500, 'combined')).toBe('2026-09-16');
    expect(owing(499, 'combined')).toBe('2026-10-20');
    expect(owing(250, 'supplier')).toBe('2026-09-16');
    expect(owing(249, 'supplier')).toBe('2026-10-20');
  });

  test('Finland: five weeks after the due date, three months with an obstacle, four months in winter with electric heating', () => {
    const late = { ...FINLAND, claims: [bill('a', 900, '2026-08-25')], notice: REMINDED_LATE };
    const on = (patch: Partial<DisconnectionCase>) => disconnectionStatus({ ...late, ...patch }).earliestCutDate;
    expect(on({})).toBe('2026-09-29');
    expect(on({ notice: { ...REMINDED_LATE, isObstacleReported: true } })).toBe('2026-11-25');
    // In winter four months after 25 August is Christmas Day; then comes a weekend.
    expect(on({ isElectricHeating: true })).toBe('2026-12-28');
  });

  test('telecom in Norway: a month after the demand', () => {
    const phone = disconnectionStatus({ ...NORWAY, utility: 'telecom', creditorRole: 'telecom' });
    expect(phone).toMatchObject({ earliestCutDate: '2026-10-05', ruleId: 'NO-CUT-TELE' });
  });

  test('never on a Friday, at a weekend, on a holiday or the day before one', () => {
    const onDay = (today: string) => disconnectionStatus({ ...NORWAY, today: isoDate(today) }).mayCutToday;
    expect(['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map(onDay)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(onDay('2026-12-24')).toBe(false);
    expect(onDay('2026-12-31')).toBe(false);
  });
});

describe('what blocks', () => {
  test.each<[DisconnectionBlock, Partial<DisconnectionCase>]>([
    ['rule_missing', { utility: 'gas' }],
    ['rule_unreviewed', { utility: 'tv' }],
    ['no_notice', { notice: null }],
    ['creditor_may_not_cut', { creditorRole: 'supplier' }],
    ['nothing_owed', { claims: [] }],
    ['social_service_pays', { notice: { ...NOTICE, hasSocialServiceAccepted: true } }],
    ['dispute_open', { disputes: [{ state: 'with_creditor', claimIds: ['a'] }] }],
    ['dispute_open', { disputes: [{ state: 'open', claimIds: [] }] }],
    ['plan_active', { plans: [{ state: 'active' }] }],
    ['payment_on_the_way', { expectedPayments: 1 }],
    ['payment_on_the_way', { holds: [{ kind: 'money_on_the_way', untilDate: isoDate('2026-11-24') }] }],
    ['on_hold', { holds: [{ kind: 'vulnerability', untilDate: null }] }],
    ['danger', { flags: ['medical_device'] }],
    ['danger', { holds: [{ kind: 'vulnerability', untilDate: null }] }],
    ['needs_a_lead', { flags: ['debt_relief'] }],
    ['frost', { isElectricHeating: true }],
    ['frost', { flags: ['electric_heating'], isFrostExpected: true }],
  ])('Norway: %s', (block, patch) => {
    const status = disconnectionStatus({ ...NORWAY, ...patch });
    expect(status.blocks).toContain(block);
    expect(status.mayCutToday).toBe(false);
  });

  test.each<[DisconnectionBlock, Partial<DisconnectionCase>]>([
    ['not_served', { notice: { ...NOTICE, servedDate: null } }],
    ['social_notice_missing', { notice: { ...NOTICE, socialNoticeDate: null } }],
    ['social_notice_missing', { notice: { ...NOTICE, socialNoticeDate: isoDate('2026-09-02') } }],
    // Of an earlier cut: nobody was told of this one.
    ['social_notice_missing', { notice: { ...NOTICE, socialNoticeDate: isoDate('2026-04-02') } }],
    ['reminder_missing', { notice: { ...NOTICE, reminderDate: null } }],
    ['reminder_missing', { notice: { ...NOTICE, reminderDate: isoDate('2026-08-25') } }],
    ['alternatives_missing', { notice: { ...NOTICE, alternativesDate: null } }],
    ['alternatives_missing', { notice: { ...NOTICE, alternativesDate: isoDate('2026-09-02') } }],
  ])('Sweden: %s', (block, patch) => {
    expect(disconnectionStatus({ ...SWEDEN, ...patch })).toMatchObject({ blocks: [block], mayCutToday: false });
  });

  test('a Swedish business waits for a look at what stands against it, and for rules that somebody has checked', () => {
    const business = { ...SWEDEN, customerKind: 'business' } as const;
    expect(disconnectionStatus(business).blocks).toEqual(['rule_unreviewed', 'obstacles_not_checked']);
    const looked = { ...business, notice: { ...NOTICE, obstacleCheckDate: isoDate('2026-09-10') } };
    expect(disconnectionStatus(looked)).toMatchObject({ blocks: ['rule_unreviewed'], mayCutToday: false });
  });

  test('Finland, winter: a day that was free in September does not free a day in November', () => {
    const claims = [bill('a', 900, '2026-08-25')];
    const heated = disconnectionStatus({ ...FINLAND, claims, notice: REMINDED_LATE, isElectricHeating: true });
    expect(heated).toMatchObject({ earliestCutDate: '2026-12-28', mayCutToday: false });
  });

  test('Sweden: one bill of 1 000 kr is not essential, one krona more is, and so are two bills', () => {
    const blocks = (claims: DisconnectionCase['claims']) => disconnectionStatus({ ...SWEDEN, claims }).blocks;
    expect(blocks([bill('a', 1_000)])).toEqual(['not_essential']);
    expect(blocks([bill('a', 1_001)])).toEqual([]);
    expect(blocks([bill('a', 300), bill('b', 300)])).toEqual([]);
    // Two months apart is close in time, a day more is not; two bills that are a trifle together are no breach.
    expect(blocks([bill('a', 300, '2026-05-19'), bill('b', 300)])).toEqual([]);
    expect(blocks([bill('a', 300, '2026-05-18'), bill('b', 300)])).toEqual(['not_essential']);
    expect(blocks([bill('a', 300, '2025-07-20'), bill('b', 300)])).toEqual(['not_essential']);
    expect(blocks([bill('a', 40), bill('b', 40)])).toEqual(['not_essential']);
    expect(blocks([{ ...bill('a', 5_000), kind: 'fee' }])).toContain('only_costs');
  });

  test('Finland: the warning needs a reminder at least two weeks earlier', () => {
    const blocks = (reminderDate: DisconnectionNotice['reminderDate']) =>
      disconnectionStatus({ ...FINLAND, notice: { ...NOTICE, reminderDate } }).blocks;
    expect(blocks(null)).toEqual(['reminder_missing']);
    expect(blocks(isoDate('2026-08-19'))).toEqual(['reminder_missing']);
    expect(blocks(isoDate('2026-08-18'))).toEqual([]);
  });

  test('what is settled or over does not block', () => {
    const status = disconnectionStatus({
      ...NORWAY,
      disputes: [
        { state: 'rejected', claimIds: ['a'] },
        { state: 'open', claimIds: ['another'] },
      ],
      plans: [{ state: 'broken' }],
      holds: [{ kind: 'postponement', untilDate: isoDate('2026-11-23') }],
      isElectricHeating: true,
      isFrostExpected: false,
    });
    expect(status).toMatchObject({ blocks: [], mayCutToday: true });
  });

  test('the sum that stops it is what was warned of; costs and later bills are owed besides', () => {
    const claims: DisconnectionCase['claims'] = [
      bill('a', 2_000),
      { ...bill('b', 38), kind: 'fee' },
      bill('c', 900, '2026-12-20'),
      { ...bill('d', 0), balanceMinor: minor(-500) },
      bill('e', 700, '2026-09-10'),
    ];
    expect(disconnectionStatus({ ...NORWAY, claims })).toMatchObject({
      sumToStopMinor: kr(2_000),
      stopping: [{ id: 'a', countsMinor: kr(2_000) }],
      alsoOverdueMinor: kr(738),
    });
  });
});
