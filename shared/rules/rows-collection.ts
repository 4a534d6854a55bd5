/** The steps of collection and the time of limitation, country by country. */
import { isoDate } from '../time/dates';
import type { CollectionStep } from './params-conduct';
import type { AnyRule, Rule, RuleParams } from './rule';

type Stage = RuleParams['stage'];

/** A step that comes at any time after the due date and gives no deadline of its own. */
const AFTER_DUE: Stage = {
  sentBy: ['creditor', 'agency'],
  isRequired: false,
  follows: ['due_date'],
  gap: { from: 'due_date', fullDaysBetween: 0 },
  deadline: null,
  onTime: 'booked',
  graceBankDays: 3,
  validMonths: null,
  needs: [],
};

function stage(
  topic: CollectionStep,
  row: Pick<Rule<'stage'>, 'id' | 'country' | 'source' | 'confidence'> &
    Partial<Pick<Rule<'stage'>, 'status' | 'customerKind'>> & { readonly from: string },
  params: Partial<Stage>,
): AnyRule {
  const { from, ...rest } = row;
  return {
    customerKind: 'any',
    utilities: null,
    status: 'in_force',
    validFrom: isoDate(from),
    validTo: null,
    ...rest,
    domain: 'stage',
    topic,
    params: { ...AFTER_DUE, ...params },
  };
}

/** Fourteen days from sending, the last day included; in time when the bank has the order by then (inkassoloven § 9, § 10). */
const NO_DEADLINE: Stage['deadline'] = { minDays: 14, from: 'sent', minBankDaysAfterReceipt: null, usualDays: 14 };
const NO_IN_FORCE = { country: 'NO', from: '1989-10-01', source: ['no-inkl'], confidence: 'high' } as const;

const NO_STAGES: readonly AnyRule[] = [
  stage(
    'reminder',
    { ...NO_IN_FORCE, id: 'NO-STAGE-REMINDER', from: '2020-10-01', source: ['juridika'] },
    { onTime: 'order_received_by_bank' },
  ),
  stage(
    'collection_notice',
    { ...NO_IN_FORCE, id: 'NO-DEADLINE-IV' },
    { isRequired: true, deadline: NO_DEADLINE, onTime: 'order_received_by_bank' },
  ),
  stage(
    'payment_demand',
    { ...NO_IN_FORCE, id: 'NO-DEADLINE-BO' },
    {
      sentBy: ['agency', 'creditor'],
      isRequired: true,
      follows: ['collection_notice'],
      gap: { from: 'deadline', fullDaysBetween: 0 },
      deadline: NO_DEADLINE,
      onTime: 'order_received_by_bank',
      validMonths: 6,
      needs: ['claim_assessed', 'right_to_object_stated'],
    },
  ),
  stage(
    'legal_action',
    { ...NO_IN_FORCE, id: 'NO-STAGE-LEGAL' },
    {
      sentBy: ['agency', 'creditor'],
      follows: ['payment_demand'],
      gap: { from: 'deadline', fullDaysBetween: 0 },
      onTime: 'order_received_by_bank',
      needs: ['claim_assessed'],
    },
  ),
];

const SE_STAGES: readonly AnyRule[] = [
  stage(
    'reminder',
    { id: 'SE-STAGE-REMINDER', country: 'SE', from: '2013-03-16', source: ['se-739'], confidence: 'high' },
    {},
  ),
  stage(
    'payment_demand',
    {
      id: 'SE-KRAV-TIME',
      country: 'SE',
      from: '2011-01-01',
      status: 'practice',
      source: ['si-frist'],
      confidence: 'high',
    },
    {
      sentBy: ['agency', 'creditor'],
      isRequired: true,
      deadline: { minDays: 8, from: 'sent', minBankDaysAfterReceipt: 4, usualDays: 10 },
      needs: ['right_to_object_stated', 'amounts_in_parts'],
    },
  ),
  stage(
    'legal_action',
    { id: 'SE-STAGE-LEGAL', country: 'SE', from: '2011-01-01', source: ['se-inkl', 'kfm'], confidence: 'high' },
    {
      sentBy: ['agency', 'creditor'],
      follows: ['payment_demand'],
      gap: { from: 'deadline', fullDaysBetween: 0 },
      needs: ['claim_assessed'],
    },
  ),
];

/** Fourteen whole days in between: a letter goes out on the fifteenth day at the earliest (kkv-ropo). */
const FI_GAP: Stage['gap'] = { from: 'sent', fullDaysBetween: 14 };
/** Ten days to pay or object, counted from the latest day the letter presumably came. */
const FI_DEADLINE: Stage['deadline'] = { minDays: 10, from: 'received', minBankDaysAfterReceipt: null, usualDays: 14 };
const FI_CONSUMER = {
  country: 'FI',
  customerKind: 'consumer',
  from: '2024-10-21',
  source: ['kkv-ropo', 'kkv-kulut'],
  confidence: 'high',
} as const;

const FI_STAGES: readonly AnyRule[] = [
  stage(
    'reminder',
    { ...FI_CONSUMER, id: 'FI-STAGE-REMINDER', from: '2013-03-16', source: ['kkv-kulut', 'fi-10a'] },
    { deadline: FI_DEADLINE },
  ),
  stage(
    'second_reminder',
    { ...FI_CONSUMER, id: 'FI-GAP-REMINDER-2' },
    { follows: ['reminder'], gap: FI_GAP, deadline: FI_DEADLINE },
  ),
  stage(
    'payment_demand',
    { ...FI_CONSUMER, id: 'FI-GAP-DEMAND' },
    {
      sentBy: ['agency'],
      isRequired: true,
      follows: ['reminder', 'second_reminder'],
      gap: FI_GAP,
      deadline: FI_DEADLINE,
      needs: ['right_to_object_stated', 'amounts_in_parts'],
    },
  ),
  stage(
    'second_payment_demand',
    { ...FI_CONSUMER, id: 'FI-GAP-DEMAND-2' },
    {
      sentBy: ['agency'],
      follows: ['payment_demand'],
      gap: FI_GAP,
      deadline: FI_DEADLINE,
      needs: ['right_to_object_stated', 'amounts_in_parts'],
    },
  ),
  stage(
    'legal_action',
    { ...FI_CONSUMER, id: 'FI-STAGE-LEGAL', confidence: 'medium' },
    {
      sentBy: ['agency', 'creditor'],
      follows: ['payment_demand', 'second_payment_demand'],
      gap: { from: 'deadline', fullDaysBetween: 0 },
      needs: ['claim_assessed'],
    },
  ),
];

type Limitation = Rule<'limitation'>;

function limitation(
  row: Pick<Limitation, 'id' | 'country' | 'topic' | 'source' | 'confidence'> &
    Partial<Pick<Limitation, 'customerKind'>> & { readonly from: string },
  params: Limitation['params'],
): AnyRule {
  const { from, ...rest } = row;
  return {
    customerKind: 'any',
    utilities: null,
    validFrom: isoDate(from),
    validTo: null,
    status: 'in_force',
    ...rest,
    domain: 'limitation',
    params,
  };
}

/** Foreldelsesloven § 14 and §§ 15-19: a promise, interest paid, an acknowledgement, a legal step; never a letter. */
const NO_LIMITATION = {
  startsFrom: 'first_demandable',
  interruptedBy: ['acknowledgement', 'promise_to_pay', 'interest_payment', 'legal_step'],
  finalYears: null,
  mayBeExtendedByAgreement: true,
  mayCollectAfter: false,
} as const satisfies Partial<RuleParams['limitation']>;

/** Preskriptionslagen 5 §: a written demand or reminder that reaches the customer is enough. */
const SE_LIMITATION = {
  startsFrom: 'origin',
  interruptedBy: [
    'acknowledgement',
    'promise_to_pay',
    'interest_payment',
    'part_payment',
    'letter_received',
    'legal_step',
  ],
  finalYears: null,
  mayBeExtendedByAgreement: false,
  mayCollectAfter: false,
} as const satisfies Partial<RuleParams['limitation']>;

const FI_LIMITATION = {
  interruptedBy: [
    'acknowledgement',
    'promise_to_pay',
    'interest_payment',
    'part_payment',
    'letter_received',
    'spoken_demand',
    'legal_step',
  ],
  finalYears: 20,
  mayBeExtendedByAgreement: false,
  mayCollectAfter: false,
} as const satisfies Partial<RuleParams['limitation']>;

const NO_SOURCE = { country: 'NO', from: '1979-05-18', source: ['no-forld'], confidence: 'high' } as const;
const SE_SOURCE = { country: 'SE', from: '1982-01-01', source: ['se-presk'], confidence: 'high' } as const;
const FI_SOURCE = {
  country: 'FI',
  from: '2004-01-01',
  source: ['728/2003', 'perinta247'],
  confidence: 'high',
} as const;

const LIMITATIONS: readonly AnyRule[] = [
  limitation({ ...NO_SOURCE, id: 'NO-LIM', topic: 'ordinary' }, { ...NO_LIMITATION, years: 3 }),
  limitation({ ...NO_SOURCE, id: 'NO-LIM-LOAN', topic: 'loan' }, { ...NO_LIMITATION, years: 10 }),
  limitation(
    { ...NO_SOURCE, id: 'NO-LIM-JUDGMENT', topic: 'judgment' },
    { ...NO_LIMITATION, startsFrom: 'decision', years: 10 },
  ),
  limitation(
    { ...SE_SOURCE, id: 'SE-LIM-C', topic: 'ordinary', customerKind: 'consumer' },
    { ...SE_LIMITATION, years: 3 },
  ),
  limitation(
    { ...SE_SOURCE, id: 'SE-LIM-B', topic: 'ordinary', customerKind: 'business' },
    { ...SE_LIMITATION, years: 10 },
  ),
  limitation({ ...SE_SOURCE, id: 'SE-LIM-LOAN', topic: 'loan' }, { ...SE_LIMITATION, years: 10 }),
  limitation(
    { ...SE_SOURCE, id: 'SE-LIM-JUDGMENT', topic: 'judgment' },
    { ...SE_LIMITATION, startsFrom: 'decision', years: 10 },
  ),
  limitation({ ...FI_SOURCE, id: 'FI-LIM', topic: 'ordinary' }, { ...FI_LIMITATION, startsFrom: 'due_date', years: 3 }),
  limitation(
    { ...FI_SOURCE, id: 'FI-LIM-JUDGMENT', topic: 'judgment' },
    { ...FI_LIMITATION, startsFrom: 'decision', years: 5 },
  ),
  // Five years whatever happens in between.
  limitation(
    { ...FI_SOURCE, id: 'FI-LIM-DIRECT', topic: 'directly_enforceable' },
    { ...FI_LIMITATION, startsFrom: 'due_date', years: 5, interruptedBy: [], finalYears: 5 },
  ),
];

export const COLLECTION_RULES: readonly AnyRule[] = [...NO_STAGES, ...SE_STAGES, ...FI_STAGES, ...LIMITATIONS];
