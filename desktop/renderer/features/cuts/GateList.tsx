import { useTranslation } from 'react-i18next';
import type { Gate } from '../../../../shared/disconnection/index';
import type { Currency } from '../../../../shared/lang/languages';
import { Icon, type IconName } from '../../ui/Icon';
import { useGateWords } from './use-gate-words';

const SHAPE: Readonly<Record<Gate['verdict'], IconName>> = { pass: 'checkCircle', fail: 'stop', unknown: 'help' };

/** Every gate in order: whether it is open, what we know of it, and the rule it is judged by. */
export function GateList({ gates, currency }: { readonly gates: readonly Gate[]; readonly currency: Currency }) {
  const { t } = useTranslation('cuts');
  const words = useGateWords(currency);
  return (
    <ol className="cuts-gates">
      {gates.map((gate) => (
        <li key={gate.gate} data-verdict={gate.verdict}>
          <Icon name={SHAPE[gate.verdict]} />
          <span className="only-for-readers">{t(`verdict.${gate.verdict}`)}:</span>
          <span className="cuts-gate-name">{t(`gate.${gate.gate}`)}</span>
          <span className="cuts-gate-words">{words(gate)}</span>
          {gate.ruleId !== null && (
            <span className="quiet cuts-gate-rule">{t('panel.rule', { rule: gate.ruleId })}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
