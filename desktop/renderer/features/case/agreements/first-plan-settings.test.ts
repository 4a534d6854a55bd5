import { describe, expect, test } from 'vitest';
import { caseFileWith, sampleClaim } from '../../../../../shared/call-scripts/testing/sample-case-file';
import { formatMoney } from '../../../../../shared/money/format';
import type { Minor } from '../../../../../shared/money/money';
import type { AgreementProps } from './agreement-props';
import { firstSettings, isCostSpoken } from './first-plan-settings';
import { planContext, previewPlan } from './plan-model';

function scene(said: AgreementProps['said'], words: (money: (amount: Minor) => string) => string = () => '') {
  const caseFile = caseFileWith({
    claims: [sampleClaim(1, { originalMinor: '118400', balanceMinor: '118400' })],
    payments: [],
  });
  const [account] = caseFile.accounts;
  if (account === undefined) throw new Error('The sample has an account');
  const props: AgreementProps = {
    account,
    caseFile,
    callId: 'cal_1',
    caseId: null,
    scriptRunId: 'run_1',
    claimIds: [],
    said,
    spoken: [words((amount) => formatMoney(amount, account.currency, 'nb'))],
    onDone: () => undefined,
    onCancel: () => undefined,
  };
  const settings = firstSettings(props);
  const preview = previewPlan(planContext(account, caseFile, settings), settings);
  if (preview === null) throw new Error('The first settings make a plan');
  return { props, settings, preview };
}

describe('where the plan form begins', () => {
  test("with the offer nearest to the customer's sum and day", () => {
    const { settings, preview } = scene({ monthly_amount: '400.00', first_payment_date: '2026-05-18' });
    expect(settings).toMatchObject({ eachMinor: 40_000n, firstDate: '2026-05-18', count: 3 });
    expect(preview.rows.map(({ amountMinor }) => amountMinor)).toEqual([40_000n, 40_000n, 38_400n]);
  });

  test('the cost counts as told when the call script has said this plan, and not when it said another', () => {
    const said = { monthly_amount: '400.00', first_payment_date: '2026-05-18' };
    const kr = (amount: number) => BigInt(amount) as Minor;
    const same = scene(
      said,
      (money) => `Første ${money(kr(40_000))}, siste ${money(kr(38_400))}, i alt ${money(kr(118_400))}.`,
    );
    expect(isCostSpoken(same.preview, same.props)).toBe(true);
    const other = scene(
      said,
      (money) => `Første ${money(kr(29_600))}, siste ${money(kr(29_600))}, i alt ${money(kr(118_400))}.`,
    );
    expect(isCostSpoken(other.preview, other.props)).toBe(false);
    expect(isCostSpoken(same.preview, { ...same.props, spoken: [] })).toBe(false);
  });
});
