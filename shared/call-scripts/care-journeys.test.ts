import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../lang/languages';
import type { CaseFile } from '../ledger/case-file';
import { Conversation } from './testing/conversation';
import {
  caseFileWith,
  noonOf,
  sampleAccount,
  sampleCase,
  sampleCaseFile,
  sampleClaim,
  sampleDispute,
  sampleId,
  sampleNotice,
  type AccountWire,
  type CaseWire,
} from './testing/sample-case-file';

const disconnection = {
  noticeDate: '2026-04-28',
  earliestCutDate: '2026-05-26',
  sumToStopMinor: '118400',
  ruleId: 'r',
  blocks: [],
};
const grid = { ...sampleAccount().creditor, role: 'grid' as const };
const points = (change: object) => sampleAccount().supplyPoints.map((one) => ({ ...one, ...change }));
const cut: Partial<AccountWire> = { creditor: grid, supplyPoints: points({ serviceState: 'cut' }) };
const warned: Partial<AccountWire> = { creditor: grid, cases: [sampleCase(1, { disconnection })] };
const hold = (kind: 'freeze' | 'postponement', untilDate: string) => ({
  id: sampleId('hold', 1),
  kind,
  untilDate,
  placedAt: noonOf('2026-05-04'),
  note: '',
});
const after = (kind: 'freeze' | 'postponement', untilDate: string, change: Partial<CaseWire> = {}): CaseFile =>
  caseFileWith({ cases: [sampleCase(1, { holds: [hold(kind, untilDate)], ...change })] });
const fee = {
  id: sampleId('ledgerEntry', 77),
  kind: 'fee' as const,
  amountMinor: '3800',
  eventDate: '2026-05-01',
  cause: 'reminder',
};
const april = sampleClaim(1043);

describe('service that is cut', () => {
  test('asks about health, says what opens it, and leads to recording the payment that was just made', () => {
    const talk = new Conversation('service-cut', caseFileWith(cut));
    talk.answer(null);
    expect(talk.words).toContain('trenger noen strøm til medisinsk utstyr');
    talk.answer('none');
    expect(talk.words).toContain('står 1 184,00 kr åpent');
    talk.answer('pay_now').answer(null).answer('yes').answer(null);
    expect(talk.run.state).toBe('finished');
    expect(talk.leadsTo).toBe('money-on-the-way');
  });

  test('marks medical equipment before anything about money is said', () => {
    const talk = new Conversation('service-cut', caseFileWith(cut), 'en').answer(null).answer('medical');
    expect(talk.run.stepId).toBe('flag_medical');
    expect(talk.done(caseFileWith(cut)).words).toContain('weighed before anything else');
  });

  test('with money on the way tells that it is known, and to turn the cooker off', () => {
    const file = caseFileWith({ ...cut, paymentNotices: [sampleNotice(1)] });
    const talk = new Conversation('service-cut', file, 'fi').answer(null).answer('none');
    expect(talk.words).toContain('maksu on matkalla');
    expect(talk.answer(null).answer(null).words).toContain('kytke liesi, uuni ja kiuas pois päältä');
  });
});

describe('an opening is promised only when it has been ordered', () => {
  const release = {
    id: sampleId('release', 1),
    supplyPointId: sampleId('supplyPoint', 1),
    state: 'queued' as const,
    causedAt: 0,
    sentAt: null,
    confirmedAt: null,
    alarm: null,
  };
  const wait = (change: object) =>
    new Conversation('service-cut', caseFileWith({ ...cut, paymentNotices: [sampleNotice(1)], ...change }), 'en')
      .answer(null)
      .answer('none')
      .answer(null).words;

  test('with money on the way and no order out, the customer is told when the creditor opens', () => {
    expect(wait({})).toContain('opens it when the money is in');
    expect(wait({ releases: [release] })).toContain('You need not call again');
  });

  test('with nothing owed the agent orders it, and with no mandate says whom to call', () => {
    const open = (change: object) =>
      new Conversation('service-cut', caseFileWith({ ...cut, claims: [], ...change }), 'en')
        .answer(null)
        .answer('none');
    const may = open({});
    expect(may.run.stepId).toBe('order_release');
    expect(may.done(caseFileWith({ ...cut, claims: [], releases: [release] })).words).toContain(
      'You need not call again',
    );
    expect(open({ mandate: null }).words).toContain('Call them too');
  });
});

describe('a warning of a cut', () => {
  test('is met with health first, then the day and the sum, and never with a threat', () => {
    const talk = new Conversation('disconnection-warning', caseFileWith(warned)).answer('none');
    expect(talk.words).toContain('Ingenting kan stenges før tirsdag 26. mai');
    talk.answer(null).answer('illness').done(caseFileWith(warned));
    expect(talk.words).toContain('Nå er det meldt');
    talk.answer(null);
    expect(talk.run.stepId).toBe('freeze_illness');
  });

  test('that may not be carried out is said to be so', () => {
    const file = caseFileWith({
      creditor: grid,
      cases: [sampleCase(1, { disconnection: { ...disconnection, blocks: ['frost'] } })],
    });
    expect(new Conversation('disconnection-warning', file, 'sv').words).toContain('får det inte stängas av');
  });

  test('of a disputed sum says that nothing is cut for it', () => {
    const file = caseFileWith({ ...warned, disputes: [sampleDispute(1, april)] });
    expect(new Conversation('disconnection-warning', file, 'en').words).toContain('nothing is cut because of that sum');
  });
});

describe('fees', () => {
  const withFee = { claims: [sampleClaim(1043, { entries: [...april.entries, fee], balanceMinor: '122200' })] };

  test('are split from the bill, and let go once for whoever forgot', () => {
    const talk = new Conversation('fees', caseFileWith(withFee));
    expect(talk.words).toContain('Selve regningen er 1 184,00 kr. Gebyrene er 38,00 kr.');
    expect(talk.answer(null).answer('forgot').words).toContain('jeg ta bort 38,00 kr');
  });

  test('beyond the mandate go to the lead and name who judges them', () => {
    const file = caseFileWith({ ...withFee, mandate: null });
    const talk = new Conversation('fees', file).answer(null).answer('too_much').answer(null).answer('yes').done(file);
    expect(talk.words).toContain('Finansklagenemnda');
  });
});

describe('more time', () => {
  test('moves the due date to the wished bank day and reads it back from the ledger', () => {
    const talk = new Conversation('postponement', sampleCaseFile());
    expect(talk.words).toContain('helt til mandag 18. mai');
    talk.answer('2026-05-15');
    expect(talk.words).toBe(
      'Da blir ny forfallsdag fredag 15. mai. Det koster deg ingenting. Skal vi avtale det slik?',
    );
    talk.answer('yes').done(after('postponement', '2026-05-15'));
    expect(talk.words).toContain('forfallet flyttet til fredag 15. mai');
  });

  test('a wish on a Sunday or past the mandate is moved to a day that can be kept', () => {
    expect(new Conversation('postponement', sampleCaseFile()).answer('2026-05-10').words).toContain('mandag 11. mai');
    expect(new Conversation('postponement', sampleCaseFile()).answer('2026-09-01').words).toContain('mandag 18. mai');
  });

  test('is told with its cost before anybody agrees', () => {
    const { mandate, creditor } = sampleAccount();
    if (mandate == null) throw new Error('the sample has a mandate');
    const finnish = caseFileWith({
      creditor: { ...creditor, country: 'FI' },
      mandate: { ...mandate, plan: { ...mandate.plan, feeMode: 'statutory' } },
    });
    const talk = new Conversation('postponement', finnish, 'fi').answer('2026-05-18');
    expect(talk.words).toMatch(/Pidennys maksaa 5,00/);
    expect(talk.run.stepId).toBe('offer_fee');
  });

  test('is never given for a claim that is too old: no word of paying', () => {
    const talk = new Conversation(
      'postponement',
      caseFileWith({ cases: [sampleCase(1, { limitationDate: '2026-05-01' })] }),
    );
    expect(talk.words).toContain('Du trenger ikke betale noe nå');
  });
});

describe('somebody who cannot pay', () => {
  test('gets rest first and free advice after, and is never asked for money', () => {
    const talk = new Conversation('cannot-pay', sampleCaseFile());
    talk.answer('no_income').done(after('freeze', '2026-06-03'));
    expect(talk.words).toContain('hviler saken til onsdag 3. juni');
    talk.answer(null).done(sampleCaseFile());
    expect(talk.words).toContain('NAVs økonomi- og gjeldsrådgivning');
    const said = talk.run.log.flatMap((entry) => (entry.kind === 'shown' ? [entry.words] : []));
    expect(said.join(' ')).not.toMatch(/\d\s?kr\b|kan du betale/i);
  });

  test('in a debt settlement is not talked into paying beside it', () => {
    const talk = new Conversation('cannot-pay', sampleCaseFile(), 'sv').answer('debt_relief');
    expect(talk.words).toContain('du ska inte betala oss vid sidan av');
  });
});

describe('moved, not mine, a death, identity theft', () => {
  test('a relative hears sympathy and nothing of the case', () => {
    const talk = new Conversation('moved-or-not-mine', null).answer('relative');
    expect(talk.words).toContain('Jeg kondolerer');
    expect(talk.answer(null).refused().words).toContain('skifteattesten');
  });

  test('a letter for somebody else is sent back unopened, without a word of what it is', () => {
    expect(new Conversation('moved-or-not-mine', null, 'en').answer('wrong_letter').words).toContain(
      'not at this address',
    );
  });

  test('identity theft is marked, rests, and goes to the police', () => {
    const talk = new Conversation('moved-or-not-mine', sampleCaseFile()).answer('self').answer('id_theft');
    talk.done(sampleCaseFile()).done(after('freeze', '2026-06-03'));
    expect(talk.words).toContain('hviler saken til onsdag 3. juni');
    expect(talk.answer(null).done(sampleCaseFile()).words).toContain('politiet');
  });

  test('moved out before the bill rests and leads to an objection', () => {
    const talk = new Conversation('moved-or-not-mine', sampleCaseFile()).answer('self').answer('moved').answer('yes');
    talk.answer('2026-03-01').done(after('freeze', '2026-06-03')).answer(null);
    expect(talk.leadsTo).toBe('dispute');
  });
});

describe('somebody who calls for another', () => {
  test('without an authority on record learns nothing, not even whether there is a case', () => {
    const talk = new Conversation('third-party', null).answer('authority').refused();
    expect(talk.words).toContain('kan jeg ikke si noe');
    expect(talk.words).not.toContain('Fjellglimt');
  });

  test('with one goes on to the case', () => {
    const talk = new Conversation('third-party', null).answer('authority').done(sampleCaseFile());
    expect(talk.words).toContain('fullmakten er i orden');
    expect(talk.answer(null).leadsTo).toBe('verify-and-open');
  });

  test('beside the customer is let in by the customer’s own word, for the day', () => {
    const talk = new Conversation('third-party', null).answer('together').done(sampleCaseFile()).answer('yes');
    expect(talk.run.stepId).toBe('record');
    expect(talk.done(sampleCaseFile()).words).toContain('gjelder ut dagen');
  });
});

describe('a minor', () => {
  test('is not asked to pay, is marked and rests', () => {
    const child = sampleCaseFile({ customer: { birthDate: '2010-01-01' } });
    const talk = new Conversation('minor', child).answer('self');
    expect(talk.words).toContain('Da stopper vi her');
    expect(talk.done(child).run.stepId).toBe('freeze');
  });

  test('of age when the contract was made leads to an objection', () => {
    const talk = new Conversation('minor', sampleCaseFile()).answer('self').answer('no').answer(null);
    expect(talk.leadsTo).toBe('dispute');
  });
});

describe('statement and a cheaper subscription', () => {
  test('the statement is said with its fees apart', () => {
    expect(new Conversation('statement', sampleCaseFile()).answer('overview').words).toContain('ingen gebyrer');
  });

  test('what we keep about somebody is theirs to ask for, within a month', () => {
    const talk = new Conversation('statement', sampleCaseFile()).answer('my_data').answer('Opptaket fra mai.');
    expect(talk.words).toContain('innen en måned');
  });

  test('nothing is sold: a phone customer is sent to the company, a hard-pressed one to a plan', () => {
    const tv = caseFileWith({ creditor: { ...sampleAccount().creditor, role: 'tv', utility: 'tv' } });
    const talk = new Conversation('cheaper-subscription', tv).answer('yes').answer(null);
    expect(talk.words).toContain('Ring kundeservice');
    expect(talk.answer(null).answer(null).leadsTo).toBe('payment-plan');
  });
});

describe('another language in the middle', () => {
  test.each(LANGUAGES)('goes on at the same step in %s, and both are in the log', (language) => {
    const talk = new Conversation('cannot-pay', sampleCaseFile(), language === 'nb' ? 'en' : 'nb');
    const before = talk.run;
    talk.speak(language);
    expect([talk.run.id, talk.run.stepId]).toEqual([before.id, before.stepId]);
    expect(talk.run.log.slice(-2)).toMatchObject([
      { kind: 'language_changed', language },
      { kind: 'shown', language },
    ]);
  });

  test('into the language that is spoken already changes nothing', () => {
    const talk = new Conversation('cannot-pay', sampleCaseFile());
    const { log } = talk.run;
    expect(talk.speak('nb').run.log).toEqual(log);
  });
});
