import { useTranslation } from 'react-i18next';
import type { IdentityFactor } from '../../../../../shared/protocol/views';
import { Chip } from '../../../ui/Chip';
import { DateText } from '../../../ui/DateText';
import { Checkbox } from '../../../ui/Field';
import { KeyHint } from '../../../ui/KeyHint';
import type { CallWire } from '../use-case';

type CandidateWire = CallWire['candidates'][number];

/** The facts of this person that can be compared, in the order of the number keys. */
export function factorsOf(candidate: Pick<CandidateWire, 'birthDate' | 'caseNos'>): readonly IdentityFactor[] {
  return [
    'name',
    ...(candidate.birthDate === null ? [] : (['birth_date'] as const)),
    'address',
    ...(candidate.caseNos.length === 0 ? [] : (['case_number'] as const)),
  ];
}

interface CandidateChoiceProps {
  readonly candidate: CandidateWire;
  readonly isChosen: boolean;
  readonly ticked: readonly IdentityFactor[];
  readonly onChoose: () => void;
  readonly onToggle: (factor: IdentityFactor) => void;
}

/** One person it may be: folded to a line, or open with a box to tick beside each fact. */
export function CandidateChoice({ candidate, isChosen, ticked, onChoose, onToggle }: CandidateChoiceProps) {
  const { t } = useTranslation('case');
  const found = <Chip tone="info">{t(`identity.foundBy.${candidate.foundBy}`)}</Chip>;
  if (!isChosen) {
    return (
      <button type="button" className="case-candidate case-candidate-folded" onClick={onChoose}>
        <span className="case-candidate-name">{candidate.name}</span>
        {found}
        <span className="quiet">{candidate.address}</span>
      </button>
    );
  }
  return (
    <fieldset className="case-candidate" aria-label={t('identity.compare', { name: candidate.name })}>
      <div className="case-candidate-head">
        <span className="quiet">{t('identity.compareShort')}</span>
        {found}
      </div>
      {factorsOf(candidate).map((factor, index) => (
        <div key={factor} className="case-factor" data-ticked={ticked.includes(factor)}>
          <Checkbox isSelected={ticked.includes(factor)} onChange={() => onToggle(factor)}>
            <span className="case-factor-label">{t(`identity.factor.${factor}`)}</span>
            <span className="case-factor-value">
              <FactorValue candidate={candidate} factor={factor} />
            </span>
          </Checkbox>
          <KeyHint keys={String(index + 1)} />
        </div>
      ))}
    </fieldset>
  );
}

/** What is compared, as it is known. */
export function FactorValue({
  candidate,
  factor,
}: {
  readonly candidate: CandidateWire;
  readonly factor: IdentityFactor;
}) {
  if (factor === 'name') return candidate.name;
  if (factor === 'birth_date') return candidate.birthDate === null ? null : <DateText date={candidate.birthDate} />;
  if (factor === 'case_number') return candidate.caseNos.join(', ');
  return candidate.address;
}
