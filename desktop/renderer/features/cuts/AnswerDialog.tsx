import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DISPUTE_OUTCOMES, type DisputeOutcome } from '../../../../shared/disputes/index';
import type { Currency } from '../../../../shared/lang/languages';
import { minorToText, parseAmount } from '../../../../shared/money/money';
import { useAppDispatch, useAppSelector } from '../../app/hooks';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { failureOf } from '../boards';
import { useAnswerDisputeMutation, useRejectGroundlessMutation } from './cuts-api';
import './cuts.css';

const TEXT_LENGTH_MAX = 4_000;
const NAME_LENGTH_MAX = 200;

interface AnswerDialogProps {
  readonly disputeId: string;
  readonly currency: Currency;
  /** False = a lead may set it aside when it is obviously groundless. */
  readonly isMaterial: boolean;
  /** The call in which it is said; null outside a call. */
  readonly callId: string | null;
  readonly onClose: () => void;
}

/** What is being written down. */
interface Said {
  readonly outcome: DisputeOutcome | null;
  readonly text: string;
  /** What the creditor gives up, as typed. */
  readonly accepted: string;
  readonly saidBy: string;
}

/** Only the customer takes a dispute back; everything else is the creditor's answer. */
const isCreditors = ({ outcome }: Said): boolean => outcome !== null && outcome !== 'withdrawn';

const textLabelOf = ({ outcome }: Said) => (outcome === 'withdrawn' ? 'answer.withdrawText' : 'answer.text');

/** The label of the first field that is still to be filled in; null when nothing is missing. */
function missingOf(said: Said, currency: Currency) {
  if (said.outcome === null) return 'answer.outcome';
  if (said.text.trim() === '') return textLabelOf(said);
  if (said.outcome === 'partly' && !parseAmount(said.accepted, currency).ok) return 'answer.accepted';
  return isCreditors(said) && said.saidBy.trim() === '' ? 'answer.saidBy' : null;
}

const useIsLead = () => useAppSelector((state) => state.session.login?.roles.includes('lead') ?? false);

/**
 * What the creditor (or the customer) said, written down; what follows is told before it is saved. The creditor's answer is a
 * lead's to write; an agent writes that the customer takes it back.
 */
export function AnswerDialog({ disputeId, currency, isMaterial, callId, onClose }: AnswerDialogProps) {
  const { t } = useTranslation(['cuts', 'common']);
  const errorText = useErrorText();
  const dispatch = useAppDispatch();
  const isLead = useIsLead();
  const [said, setSaid] = useState<Said>({
    outcome: isLead ? null : 'withdrawn',
    text: '',
    accepted: '',
    saidBy: '',
  });
  const [answer, answering] = useAnswerDisputeMutation();
  const [reject, rejecting] = useRejectGroundlessMutation();
  const missing = missingOf(said, currency);
  const doneUnless = (error: unknown) => {
    if (error !== undefined) return;
    dispatch(toastRaised({ tone: 'good', text: t('cuts:answer.done') }));
    onClose();
  };
  const save = async () => {
    if (said.outcome === null) return;
    const body = { ...bodyOf(said, currency, callId), outcome: said.outcome };
    doneUnless((await answer({ disputeId, body })).error);
  };
  const setAside = async () => doneUnless((await reject({ disputeId, why: said.text.trim() })).error);
  const failed = [answering, rejecting].find(({ isError }) => isError);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isLead ? t('cuts:answer.title') : t('cuts:answer.withdraw')}
      footer={
        <>
          {isLead && !isMaterial && (
            <Button
              disabledReason={said.text.trim() === '' ? t('cuts:answer.text') : null}
              isPending={rejecting.isLoading}
              onPress={() => void setAside()}
            >
              {t('cuts:answer.groundless')}
            </Button>
          )}
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button
            kind="primary"
            disabledReason={missing === null ? null : t(`cuts:${missing}`)}
            isPending={answering.isLoading}
            onPress={() => void save()}
          >
            {t('cuts:answer.commit')}
          </Button>
        </>
      }
    >
      <AnswerFields said={said} onChange={setSaid} isLead={isLead} />
      {failed !== undefined && <Banner tone="stop" announce="alert" title={errorText(failureOf(failed.error))} />}
    </Dialog>
  );
}

/** As the server wants it: who at the creditor said it, or the call in which the customer did. */
function bodyOf(said: Said, currency: Currency, callId: string | null) {
  const amount = parseAmount(said.accepted, currency);
  return {
    text: said.text.trim(),
    acceptedMinor: said.outcome === 'partly' && amount.ok ? minorToText(amount.value) : null,
    saidBy: isCreditors(said) ? said.saidBy.trim() : null,
    callId: isCreditors(said) ? null : callId,
  };
}

interface AnswerFieldsProps {
  readonly said: Said;
  readonly onChange: (said: Said) => void;
  readonly isLead: boolean;
}

function AnswerFields({ said, onChange, isLead }: AnswerFieldsProps) {
  const { t } = useTranslation('cuts');
  const change = (part: Partial<Said>) => onChange({ ...said, ...part });
  return (
    <div className="cuts-answer">
      {isLead && (
        <Select
          label={t('answer.outcome')}
          choices={DISPUTE_OUTCOMES.map((key) => ({ key, label: t(`answer.${key}`) }))}
          value={said.outcome}
          onChange={(outcome) => change({ outcome })}
        />
      )}
      {isCreditors(said) && (
        <TextField
          label={t('answer.saidBy')}
          value={said.saidBy}
          onChange={(saidBy) => change({ saidBy })}
          maxLength={NAME_LENGTH_MAX}
        />
      )}
      {said.outcome === 'partly' && (
        <TextField
          label={t('answer.accepted')}
          value={said.accepted}
          onChange={(accepted) => change({ accepted })}
          inputMode="decimal"
          isNumber
        />
      )}
      <TextField
        label={t(textLabelOf(said))}
        value={said.text}
        onChange={(text) => change({ text })}
        rows={4}
        maxLength={TEXT_LENGTH_MAX}
      />
      {said.outcome !== null && <Banner tone="info" title={t(`answer.after.${said.outcome}`)} />}
    </div>
  );
}
