import { useTranslation } from 'react-i18next';
import { openClaims } from '../../../../../shared/insights/account-facts';
import type { CaseFile, CollectionCase, CustomerAccount } from '../../../../../shared/ledger/case-file';
import { sumMinor } from '../../../../../shared/money/money';
import { useAppDispatch, useCommand } from '../../../app/hooks';
import { useErrorText } from '../../../i18n/use-error-text';
import { Button } from '../../../ui/Button';
import { Chip } from '../../../ui/Chip';
import { DateText } from '../../../ui/DateText';
import { Icon } from '../../../ui/Icon';
import { accountShown } from '../case-slice';
import { Amount } from '../parts/Amount';
import { UTILITY_ICON } from '../parts/utility-icon';
import { useShownAccount, type CallWire } from '../use-case';

/** The called creditor first, then those that something is owed to. */
function inOrder(accounts: readonly CustomerAccount[], call: CallWire): CustomerAccount[] {
  const rank = (account: CustomerAccount) =>
    account.creditor.id === call.creditor.id ? 0 : openClaims(account).length > 0 ? 1 : 2;
  return [...accounts].sort((a, b) => rank(a) - rank(b));
}

/** Every creditor this agent may see the customer at; choosing one shows its ledger. */
export function AccountList({ caseFile, call }: { readonly caseFile: CaseFile; readonly call: CallWire }) {
  const { t } = useTranslation('case');
  const shown = useShownAccount();
  return (
    <section className="case-card" aria-label={t('accounts.title')}>
      <h3>{t('accounts.title')}</h3>
      <ul className="case-accounts">
        {inOrder(caseFile.accounts, call).map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            call={call}
            isShown={account.id === shown?.id}
            today={caseFile.asOf}
          />
        ))}
      </ul>
    </section>
  );
}

interface AccountRowProps {
  readonly account: CustomerAccount;
  readonly call: CallWire;
  readonly isShown: boolean;
  readonly today: CaseFile['asOf'];
}

function AccountRow({ account, call, isShown, today }: AccountRowProps) {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const isOutbound = call.direction === 'out';
  const open = openClaims(account);
  const overdue = open.filter(({ dueDate }) => dueDate < today);
  return (
    <li className="case-account" data-shown={isShown}>
      <button
        type="button"
        className="case-account-button"
        aria-pressed={isShown}
        onClick={() => dispatch(accountShown(account.id))}
      >
        <span className="case-account-name">
          <Icon name={UTILITY_ICON[account.creditor.utility]} />
          {account.creditor.name}
        </span>
        {account.creditor.id === call.creditor.id && (
          <Chip tone="info" icon={isOutbound ? 'phoneOut' : 'phoneIn'}>
            {isOutbound ? t('identity.foundBy.dialled') : t('accounts.called')}
          </Chip>
        )}
        <span className="case-account-words quiet">
          {t(`role.${account.creditor.role}`)} · {t('accounts.customerNo', { no: account.customerNo })}
        </span>
        <span className="case-account-words">
          {open.length === 0 ? (
            <span className="quiet">{t('accounts.nothingOpen')}</span>
          ) : (
            <>
              <strong>
                <Amount value={sumMinor(open.map(({ balanceMinor }) => balanceMinor))} currency={account.currency} />
              </strong>{' '}
              <span className="quiet">
                {overdue.length > 0
                  ? t('accounts.overdue', { count: overdue.length })
                  : t('accounts.open', { count: open.length })}
              </span>
            </>
          )}
        </span>
      </button>
      {account.cases.map((collectionCase) => (
        <CaseRow key={collectionCase.id} collectionCase={collectionCase} call={call} />
      ))}
    </li>
  );
}

function CaseRow({ collectionCase, call }: { readonly collectionCase: CollectionCase; readonly call: CallWire }) {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  const choose = useCommand('call:choose-case');
  const isChosen = call.caseId === collectionCase.id;
  return (
    <div className="case-case">
      <span>
        {t('case.no', { no: collectionCase.caseNo })}{' '}
        <Chip tone={collectionCase.stage === 'closed' ? 'good' : 'neutral'}>{t(`stage.${collectionCase.stage}`)}</Chip>
      </span>
      {isChosen ? (
        <Chip tone="info" icon="check">
          {t('case.chosen')}
        </Chip>
      ) : (
        <Button
          kind="quiet"
          isPending={choose.isPending}
          onPress={() => void choose.run({ callId: call.id, caseId: collectionCase.id })}
        >
          {t('case.choose')}
        </Button>
      )}
      {collectionCase.holds.map((hold) => (
        <span key={hold.id} className="case-hold">
          <Chip tone="attention" icon="pause">
            {t(`hold.${hold.kind}`)}
          </Chip>
          {hold.untilDate !== null && (
            <span className="quiet">
              {t('hold.until')} <DateText date={hold.untilDate} />
            </span>
          )}
        </span>
      ))}
      {choose.error !== null && (
        <p className="fm-field-error" role="alert">
          {errorText(choose.error)}
        </p>
      )}
    </div>
  );
}
