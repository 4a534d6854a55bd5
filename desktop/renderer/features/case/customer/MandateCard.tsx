import { useTranslation } from 'react-i18next';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { Disclosure, DisclosurePanel, Heading, Button as AriaButton } from 'react-aria-components';
import { Icon } from '../../../ui/Icon';
import { Fact, Facts } from '../../../ui/Panel';
import { Amount } from '../parts/Amount';
import { useShownAccount } from '../use-case';

/** What this creditor lets us decide on the phone today. */
export function MandateCard() {
  const { t } = useTranslation('case');
  const account = useShownAccount();
  if (account === null) return null;
  return (
    <Disclosure className="case-card" defaultExpanded>
      <Heading level={3}>
        <AriaButton slot="trigger" className="case-fold">
          <Icon name="chevronRight" />
          {t('mandate.title')}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        {account.mandate === null ? (
          <p className="quiet">{t('mandate.none')}</p>
        ) : (
          <MandateFacts account={account} mandate={account.mandate} />
        )}
      </DisclosurePanel>
    </Disclosure>
  );
}

interface MandateFactsProps {
  readonly account: CustomerAccount;
  readonly mandate: NonNullable<CustomerAccount['mandate']>;
}

function MandateFacts({ account, mandate }: MandateFactsProps) {
  const { t } = useTranslation('case');
  const { plan, postpone, waive, hold } = mandate;
  const { currency } = account;
  return (
    <Facts>
      <Fact label={t('mandate.plan')} detail={t('mandate.planFirst', { count: plan.daysToFirstMax })}>
        {t('mandate.planCount', { count: plan.instalmentsMax })}
      </Fact>
      <Fact label={t('mandate.instalmentMin')}>
        <Amount value={plan.instalmentMinMinor} currency={currency} />
      </Fact>
      <Fact label={t('mandate.principalMax')}>
        <Amount value={plan.principalMaxMinor} currency={currency} />
      </Fact>
      <Fact label={t('mandate.fee')}>{t(`mandate.feeMode.${plan.feeMode}`)}</Fact>
      <Fact label={t('mandate.postpone')}>{t('mandate.days', { count: postpone.daysMax })}</Fact>
      <Fact label={t('mandate.waive')}>
        <Amount value={waive.perCaseMaxMinor} currency={currency} />
      </Fact>
      <Fact label={t('mandate.hold')}>{t('mandate.bankDays', { count: hold.bankDaysMax })}</Fact>
      <Fact label={t('mandate.pause')}>{mandate.mayPauseDisconnection ? t('mandate.may') : t('mandate.mayNot')}</Fact>
      <Fact label={t('mandate.release')}>{mandate.mayOrderRelease ? t('mandate.may') : t('mandate.mayNot')}</Fact>
    </Facts>
  );
}
