import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api, route } from '../../app/api';
import { useAppDispatch, useAppSelector } from '../../app/hooks';
import { dialClosed, type DialWish } from '../../app/state/dial';
import { dialNumber } from '../../app/softphone-acts';
import { useErrorText } from '../../i18n/use-error-text';
import type { CommandFailure } from '../../realtime/commands';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { formatWhileTyping, toE164 } from '../../ui/phone-number';

const dialApi = api.injectEndpoints({
  endpoints: (build) => ({
    creditors: build.query<HttpResponseWireOf<'creditors'>, void>({ query: () => route('creditors', {}) }),
  }),
});

/** Ringing someone: number, on whose behalf, and a button. A followed tel: link only fills the number in. */
export function DialDialog() {
  const { t } = useTranslation('softphone');
  const dispatch = useAppDispatch();
  const wish = useAppSelector((state) => state.dial.wish);
  const close = () => dispatch(dialClosed());
  return (
    <Dialog isOpen={wish !== null} onClose={close} title={t('dialog.title')} size="small">
      {wish !== null && <DialForm key={`${wish.number}:${wish.customerId ?? ''}`} wish={wish} onDone={close} />}
    </Dialog>
  );
}

function DialForm({ wish, onDone }: { readonly wish: DialWish; readonly onDone: () => void }) {
  const { t } = useTranslation('softphone');
  const errorText = useErrorText();
  const { data } = dialApi.useCreditorsQuery();
  const dispatch = useAppDispatch();
  const [error, setError] = useState<CommandFailure | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [number, setNumber] = useState(formatWhileTyping(wish.number));
  const [creditorId, setCreditorId] = useState(wish.creditorId);
  const [isTried, setIsTried] = useState(false);
  const e164 = toE164(number);
  const submit = async () => {
    setIsTried(true);
    if (e164 === null || creditorId === null) return;
    const { customerId, caseId } = wish;
    setIsPending(true);
    const answer = await dispatch(dialNumber({ toNumber: e164, creditorId, customerId, caseId }));
    setIsPending(false);
    if (answer.ok) onDone();
    else setError(answer.error);
  };
  return (
    <Form
      className="fm-dial"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={t('dialog.number')}
        description={t('dialog.numberHint')}
        type="tel"
        inputMode="tel"
        value={number}
        onChange={(text) => setNumber(formatWhileTyping(text))}
        maxLength={30}
        autoFocus
        error={isTried && e164 === null ? errorText({ code: 'NUMBER_INVALID', details: {} }) : null}
      />
      <Select
        label={t('dialog.creditor')}
        placeholder={t('dialog.chooseCreditor')}
        choices={(data?.creditors ?? []).map((creditor) => ({ key: creditor.id, label: creditor.name }))}
        value={creditorId}
        onChange={setCreditorId}
        error={isTried && creditorId === null ? t('dialog.chooseCreditor') : null}
      />
      {error !== null && (
        <Banner tone="stop" announce="alert">
          {errorText(error)}
        </Banner>
      )}
      <Button type="submit" kind="primary" icon="phoneOut" isPending={isPending}>
        {t('dialog.dial')}
      </Button>
    </Form>
  );
}
