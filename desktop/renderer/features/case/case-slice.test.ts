import { expect, test } from 'vitest';
import { callChanged } from '../../app/state/workstation';
import { callWire } from '../../testing/wire';
import { caseScreenReducer, formOpened } from './case-slice';

test('a late word about an old call closes no form of the call on the line', () => {
  const live = [
    callChanged({ call: callWire('talking', 2) }),
    formOpened({ kind: 'plan', accountId: 'cac_1', claimIds: [] }),
    callChanged({ call: callWire('ended', 1) }),
  ].reduce(caseScreenReducer, undefined);
  expect(live?.form?.kind).toBe('plan');
});

test('another call begins with a clean screen', () => {
  const next = [
    callChanged({ call: callWire('talking', 1) }),
    formOpened({ kind: 'plan', accountId: 'cac_1', claimIds: [] }),
    callChanged({ call: callWire('connecting', 2) }),
  ].reduce(caseScreenReducer, undefined);
  expect(next?.form).toBeNull();
});
