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

/**
 * What the creditor (or the customer) said, written down; what follows is told before it is saved. The creditor's answer is a
 * lead's to write; an agent writes that the customer takes it back.
 */
export function AnswerDialog({ disputeId, currency, isMaterial, callId, onClose }: AnswerDialogProps) {
  const { t } = useTranslation(['cuts', 'common']);
  const errorText = useErrorText();
  const dispatch = useAppDispatch();
  const isLead = useAppSelector((state) => state.session.login?.roles.includes('lead') ?? false);
  const [outcome, setOutcome] = useState<DisputeOutcome | null>(isLead ? null : 'withdrawn');
  const [text, setText] = useState('');
  const [typed, setTyped] = useState('');
  const [saidBy, setSaidBy] = useState('');
  const isCreditors = outcome !== null && outcome !== 'withdrawn';
  const textLabel = outcome === 'withdrawn' ? t('cuts:answer.withdrawText') : t('cuts:answer.text');
  const [answer, answering] = useAnswerDisputeMutation();
  const [reject, rejecting] = useRejectGroundlessMutation();
  const amount = parseAmount(typed, currency);
  const missing =
    outcome === null
      ? t('cuts:answer.outcome')
      : text.trim() === ''
        ? textLabel
        : outcome === 'partly' && !amount.ok
          ? t('cuts:answer.accepted')
          : isCreditors && saidBy.trim() === ''
            ? t('cuts:answer.saidBy')
            : null;
  const done = () => {
    dispatch(toastRaised({ tone: 'good', text: t('cuts:answer.done') }));
    onClose();
  };
  const save = async () => {
    if (outcome === null) return;
    const acceptedMinor = outcome === 'partly' && amount.ok ? minorToText(amount.value) : null;
    const who = isCreditors ? { saidBy: saidBy.trim(), callId: null } : { saidBy: null, callId };
    const saved = await answer({ disputeId, body: { outcome, text: text.trim(), acceptedMinor, ...who } });
    if (saved.error === undefined) done();
  };
  const setAside = async () => {
    const saved = await reject({ disputeId, why: text.trim() });
    if (saved.error === undefined) done();
  };
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
              disabledReason={text.trim() === '' ? t('cuts:answer.text') : null}
              isPending={rejecting.isLoading}
              onPress={() => void setAside()}
            >
              {t('cuts:answer.groundless')}
            </Button>
          )}
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" disabledReason={missing} isPending={answering.isLoading} onPress={() => void save()}>
            {t('cuts:answer.commit')}
          </Button>
        </>
      }
    >
      <div className="cuts-answer">
        {isLead && (
          <Select
            label={t('cuts:answer.outcome')}
            choices={DISPUTE_OUTCOMES.map((key) => ({ key, label: t(`cuts:answer.${key}`) }))}
            value={outcome}
            onChange={setOutcome}
          />
        )}
        {isCreditors && (
          <TextField label={t('cuts:answer.saidBy')} value={saidBy} onChange={setSaidBy} maxLength={NAME_LENGTH_MAX} />
        )}
        {outcome === 'partly' && (
          <TextField label={t('cuts:answer.accepted')} value={typed} onChange={setTyped} inputMode="decimal" isNumber />
        )}
        <TextField label={textLabel} value={text} onChange={setText} rows={4} maxLength={TEXT_LENGTH_MAX} />
        {outcome !== null && <Banner tone="info" title={t(`cuts:answer.after.${outcome}`)} />}
        {failed !== undefined && <Banner tone="stop" announce="alert" title={errorText(failureOf(failed.error))} />}
      </div>
    </Dialog>
  );
}
