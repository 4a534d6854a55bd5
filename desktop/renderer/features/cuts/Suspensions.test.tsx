import { act, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { caseFileWith, sampleClaim } from '../../../../shared/call-scripts/testing/sample-case-file';
import type { CaseFile } from '../../../../shared/ledger/case-file';
import { loggedIn } from '../../app/state/session';
import { show } from '../../testing/render';
import { idOf } from '../../testing/wire';
import { Suspensions } from './Suspensions';

afterEach(() => vi.unstubAllGlobals());

type Login = Parameters<typeof loggedIn>[0]['login'];
// Only the roles matter here.
const LEAD = { id: 'log_1', roles: ['lead'], language: 'en' } as unknown as Login;

/** The sample customer, a consumer in Norway, with these kinds of holds on the case. */
function holding(...kinds: readonly ('with_board' | 'suspension')[]): CaseFile {
  const file = caseFileWith({ claims: [sampleClaim(1043)] });
  const holds = kinds.map((kind) => ({ kind, untilDate: null, placedAt: 1, note: '', id: idOf('hold') }));
  const accounts = file.accounts.map((account) => ({
    ...account,
    cases: account.cases.map((one) => ({ ...one, holds })),
  }));
  // Ids of the sample are of the right form.
  return { ...file, accounts } as unknown as CaseFile;
}

function shown(file: CaseFile) {
  const [account] = file.accounts;
  if (account === undefined) throw new Error('The sample has an account');
  return show(<Suspensions account={account} caseFile={file} callId={idOf('call')} />);
}

test('a complaint to the board is offered where a row says it stops collection, and says what follows first', async () => {
  const { user, sent } = shown(holding());
  expect(screen.queryByRole('button', { name: 'Customer demands suspension' })).toBeNull();
  const button = screen.getByRole('button', { name: 'The customer has complained to the board' });
  await user.click(button);
  expect(screen.getByText(/Nothing is collected before the board has decided/u)).toBeTruthy();
  expect(sent).toEqual([]);
  await user.click(button);
  expect(sent).toMatchObject([{ name: 'collection:suspend', payload: { ground: 'board', callId: idOf('call') } }]);
});

test('while the board has it an agent sees no button, and a lead writes down that it has decided, with what happened', async () => {
  const posted: unknown[] = [];
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    posted.push(typeof init.body === 'string' ? JSON.parse(init.body) : null);
    return Promise.resolve(Response.json({}));
  });
  const { user, store } = shown(holding('with_board'));
  expect(screen.queryAllByRole('button')).toEqual([]);
  act(() => void store.dispatch(loggedIn({ token: 't', login: LEAD })));
  await user.type(screen.getByLabelText('What happened'), 'The creditor was right.');
  await user.click(screen.getByRole('button', { name: 'The board has decided' }));
  await vi.waitFor(() => expect(posted).toEqual([{ ground: 'board', why: 'The creditor was right.' }]));
});
