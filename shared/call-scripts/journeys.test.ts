import { describe, expect, test } from 'vitest';
import { Conversation } from './testing/conversation';
import {
  caseFileWith,
  noonOf,
  sampleAccount,
  sampleCase,
  sampleCaseFile,
  samplePlan,
} from './testing/sample-case-file';

const withFee = (() => {
  const { mandate } = sampleAccount();
  if (mandate === null) throw new Error('the sample has a mandate');
  const plan = { ...mandate.plan, instalmentsMax: 12, instalmentMinMinor: '5000', feeMode: 'statutory' as const };
  // In Norway a plan costs nothing before the payment demand.
  return caseFileWith({ mandate: { ...mandate, plan }, cases: [sampleCase(1, { stage: 'payment_demand' })] });
})();

describe('a payment plan by telephone', () => {
  test('is told with its sum, dates and cost before anybody agrees, and read back from the ledger', () => {
    const talk = new Conversation('payment-plan', null);
    expect(talk.words).toContain('Kan du si meg fødselsdatoen');
    talk.done(sampleCaseFile());
    expect(talk.words).toBe('Hos Fjellglimt Kraft står 1 184,00 kr åpent til sammen. Hva passer for deg?');
    talk.answer('in_parts').answer('400').answer('2026-05-15');
    expect(talk.words).toMatch(
      /^Det blir 3 betalinger\. Den første er .*fredag 15\. mai\..*Selve avtalen koster ingenting\. Til sammen betaler du 1 184,00 kr\. Klarer du å holde det\?$/,
    );
    talk.answer('yes');
    const plan = samplePlan(1, [], { totalMinor: '118400', madeAt: noonOf('2026-05-04') });
    talk.done(caseFileWith({ plans: [plan] }));
    expect(talk.words).toContain(
      'Det blir 2 betalinger, 1 184,00 kr til sammen. Den første er 600,00 kr, mandag 1. juni.',
    );
    expect(talk.answer(null).answer(null).run.state).toBe('finished');
  });

  test('with a fee says the fee and the whole sum first', () => {
    const talk = new Conversation('payment-plan', withFee).answer('in_parts').answer('240').answer('2026-05-15');
    expect(talk.words).toMatch(
      /^Før vi avtaler noe: .*Avtalen koster .* kr\. Med det betaler du .* kr til sammen\. Klarer du å holde det\?$/,
    );
    expect(talk.run.log.some((entry) => entry.kind === 'acted')).toBe(false);
  });

  test('above what they can manage is announced, and no is an answer', () => {
    const talk = new Conversation('payment-plan', sampleCaseFile(), 'en')
      .answer('in_parts')
      .answer('20')
      .answer('2026-05-15');
    expect(talk.words).toMatch(/^The lowest I am allowed to offer is a little more than you said/);
    talk.answer(null).answer('no');
    expect(talk.words).toContain('How much can you pay a month');
  });

  test('is not pressed on somebody who cannot pay: health first, then free advice', () => {
    const disconnection = {
      noticeDate: '2026-04-28',
      earliestCutDate: '2026-05-26',
      sumToStopMinor: '118400',
      ruleId: 'r',
      blocks: [],
    };
    const file = caseFileWith({ cases: [sampleCase(1, { disconnection })] });
    const talk = new Conversation('payment-plan', file, 'sv').answer('cannot_pay').answer(null);
    expect(talk.words).toContain('behöver någon el till medicinsk utrustning?');
    talk.answer('no').done(file);
    expect(talk.words).toContain('Rätt ställe att fråga är NAV:s ekonomi- och skuldrådgivning.');
  });
});

describe('a disconnection warning by telephone', () => {
  test('from a Norwegian power supplier cannot be what it seems, and the caller is sent to the grid company', () => {
    const talk = new Conversation('energy-or-grid', sampleCaseFile()).answer('cut_warning');
    expect(talk.words).toContain('en strømleverandør i Norge kan ikke stenge strømmen');
    talk.answer(null).done(sampleCaseFile());
    expect(talk.words).toContain('Rett sted å spørre er nettselskapet der du bor.');
  });
});

describe('a caller who is not verified', () => {
  test('is told nothing and treated kindly', () => {
    const talk = new Conversation('verify-and-open', null, 'en').answer('other');
    expect(talk.words).toContain('whether it is recorded that you may speak for the person');
    expect(talk.answer(null).run.state).toBe('finished');
    expect(talk.leadsTo).toBe('third-party');
  });
});
