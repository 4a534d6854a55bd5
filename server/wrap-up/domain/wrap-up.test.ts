import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wrapUpMismatches } from '../../../shared/calls/mismatch';
import { CALL_ACTIONS, type CallAction, type Outcome } from '../../../shared/calls/vocabulary';
import { CALL_SCRIPT_SLUGS } from '../../../shared/insights/insight';
import { prefillWrapUp } from './prefill';

const done = (actions: readonly CallAction[], patch: Partial<Parameters<typeof prefillWrapUp>[0]> = {}) =>
  prefillWrapUp({ actions, callScripts: [], topic: null, ...patch });

describe('filling in the wrap-up', () => {
  test.each<[CallAction, string, string | null, boolean]>([
    ['plan_created', 'plan_agreed', 'instalments', true],
    ['dispute_opened', 'dispute_opened', 'dispute', false],
    ['hold_placed', 'hold_placed', 'money_on_the_way', true],
    ['fee_waived', 'fee_waived', 'fees', true],
    ['invoice_resent', 'invoice_resent', 'invoice_not_received', true],
    ['payment_explained', 'payment_explained', 'paid_already', true],
    ['referral_given', 'referred', null, true],
  ])('%s gives the outcome %s and the reason %s', (action, outcome, reason, isResolved) => {
    expect(done(['identity_verified', action])).toEqual({ outcome, reason, isResolved, basis: action });
  });

  test('the weightiest action decides: an objection before a plan, a plan before a waived fee', () => {
    expect(done(['fee_waived', 'plan_created']).outcome).toBe('plan_agreed');
    expect(done(['plan_created', 'dispute_opened']).outcome).toBe('dispute_opened');
  });

  test('the call script tells the reason better than the action, and the topic is the last resort', () => {
    expect(done(['fee_waived'], { callScripts: ['verify-and-open', 'invoice-not-received'] }).reason).toBe(
      'invoice_not_received',
    );
    expect(done(['identity_verified'], { topic: 'service_cut' }).reason).toBe('service_cut');
    expect(done(['identity_verified'], { topic: 'something else' }).reason).toBe(null);
  });

  test('a call in which nothing was done is a question answered, or a customer who could not be verified', () => {
    expect(done(['identity_verified', 'note_added'])).toMatchObject({ outcome: 'question_answered', isResolved: true });
    expect(done(['note_added'])).toMatchObject({ outcome: 'not_verified', isResolved: false, basis: null });
  });
});

describe('outcome against actions', () => {
  const check = (outcome: Outcome, isResolved: boolean, actions: readonly CallAction[]) =>
    wrapUpMismatches({ outcome, isResolved, actions });

  test('a plan agreed without a plan, and a plan nobody wrote down, are both flagged', () => {
    expect(check('plan_agreed', true, ['identity_verified'])).toEqual(['outcome_without_action']);
    expect(check('question_answered', true, ['identity_verified', 'plan_created'])).toEqual(['action_not_in_outcome']);
  });

  test('acting before the identity was verified is flagged, also when it was verified afterwards', () => {
    expect(check('fee_waived', true, ['fee_waived'])).toEqual(['acted_unverified']);
    expect(check('fee_waived', true, ['fee_waived', 'identity_verified'])).toEqual(['acted_unverified']);
    expect(check('referred', true, ['referral_given'])).toEqual([]);
  });

  test('a wrong person whose case was opened, and a resolved call with an open objection, are flagged', () => {
    expect(check('wrong_person', false, ['identity_verified'])).toEqual(['opened_but_not_verified']);
    expect(check('dispute_opened', true, ['identity_verified', 'dispute_opened'])).toEqual(['resolved_but_open']);
    expect(check('not_resolved', true, ['identity_verified'])).toEqual(['resolved_but_open']);
  });

  test('two weighty actions need only one of them as outcome', () => {
    expect(check('fee_waived', true, ['identity_verified', 'fee_waived', 'plan_created'])).toEqual([]);
  });

  test('what is filled in for a call done properly is never flagged', () => {
    const actions = fc.subarray(CALL_ACTIONS.filter((action) => action !== 'identity_verified'));
    const slugs = fc.subarray([...CALL_SCRIPT_SLUGS]);
    fc.assert(
      fc.property(actions, slugs, (after, callScripts) => {
        const all: readonly CallAction[] = ['identity_verified', ...after];
        const { outcome, isResolved } = prefillWrapUp({ actions: all, callScripts, topic: null });
        expect(wrapUpMismatches({ outcome, isResolved, actions: all })).toEqual([]);
      }),
    );
  });
});
