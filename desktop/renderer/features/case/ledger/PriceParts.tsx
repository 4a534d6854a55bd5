import { useTranslation } from 'react-i18next';
import { Disclosure, DisclosurePanel, Button as AriaButton } from 'react-aria-components';
import type { Insight } from '../../../../../shared/insights/insight';
import { currencySchema } from '../../../../../shared/lang/languages';
import { minor, sumMinor } from '../../../../../shared/money/money';
import { Icon } from '../../../ui/Icon';
import { Amount } from '../parts/Amount';
import { useWords } from '../parts/use-words';

const PERCENT = 100;

/** What a sum is made of: a bar for the eye, a table that adds up for the ear. */
export function PriceParts({ parts }: { readonly parts: Insight['parts'] }) {
  const { t } = useTranslation('case');
  const { local } = useWords();
  const currency = currencySchema.safeParse(parts[0]?.currency);
  if (!currency.success) return null;
  const amounts = parts.map((part) => ({ label: part.label, amountMinor: minor(BigInt(part.amountMinor)) }));
  const total = sumMinor(amounts.map(({ amountMinor }) => amountMinor));
  const added = amounts.filter(({ amountMinor }) => amountMinor > 0n);
  const gross = added.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return (
    <Disclosure className="case-parts">
      <AriaButton slot="trigger" className="case-fold">
        <Icon name="chevronRight" />
        {t('insights.parts')}
      </AriaButton>
      <span className="case-parts-bar" aria-hidden="true">
        {added.map(({ label, amountMinor }, index) => (
          <span
            key={label.en}
            data-part={index}
            style={{ inlineSize: `${(Number(amountMinor) / Number(gross)) * PERCENT}%` }}
          />
        ))}
      </span>
      <DisclosurePanel>
        <table className="case-parts-table">
          <tbody>
            {amounts.map(({ label, amountMinor }) => {
              const place = added.findIndex((part) => part.label === label);
              return (
                <tr key={label.en}>
                  <th scope="row">
                    <span className="case-parts-mark" data-part={place} aria-hidden="true" />
                    {local(label)}
                  </th>
                  <td>
                    <Amount value={amountMinor} currency={currency.data} />
                  </td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('insights.partsSum')}</th>
              <td>
                <Amount value={total} currency={currency.data} />
              </td>
            </tr>
          </tfoot>
        </table>
      </DisclosurePanel>
    </Disclosure>
  );
}
