import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { Skeleton } from '../../ui/Skeleton';
import type { PhoneLine, PhoneOptions, PhoneState } from './phone-line';

const OWN = 'own';

interface StartViewProps {
  readonly line: PhoneLine;
  readonly state: PhoneState;
}

/** Who calls whom. */
export function StartView({ line, state }: StartViewProps) {
  const { t } = useTranslation(['phone', 'common']);
  if (state.options === null) return <Skeleton label={t('common:loading')} lines={6} />;
  return <Choices line={line} state={state} options={state.options} />;
}

function Choices({ line, state, options }: StartViewProps & { readonly options: PhoneOptions }) {
  const { t } = useTranslation('phone');
  const [first] = options.customers;
  const [who, setWho] = useState<string>(first?.customerId ?? OWN);
  const [ownNumber, setOwnNumber] = useState('');
  const [chosenNumber, setChosenNumber] = useState<string | null>(null);
  const customer = options.customers.find((candidate) => candidate.customerId === who);
  const fromNumber = customer?.phone ?? ownNumber.trim();
  const toNumber = chosenNumber ?? ownCreditor(options, customer?.creditorPhone);
  return (
    <>
      <header className="fm-phone-head">
        <h1>{t('title')}</h1>
        <p className="quiet">
          {t('lead')} {options.isDemo && t('demo')}
        </p>
      </header>
      <WhoList
        options={options}
        value={who}
        onChange={(next) => {
          setWho(next);
          setChosenNumber(null);
        }}
      />
      {customer === undefined && (
        <TextField
          label={t('ownNumber')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          value={ownNumber}
          onChange={setOwnNumber}
          maxLength={30}
          placeholder="+47 …"
        />
      )}
      <Select
        label={t('whom')}
        choices={options.creditors.map((choice) => ({ key: choice.phone, label: choice.name, detail: choice.phone }))}
        value={toNumber}
        onChange={setChosenNumber}
      />
      <CallFoot
        line={line}
        state={state}
        fromNumber={fromNumber}
        toNumber={toNumber}
        creditorName={nameOf(options, toNumber)}
      />
    </>
  );
}

/** The number of the company a demo customer has business with, else the first of the list. */
function ownCreditor(options: PhoneOptions, creditorPhone: string | undefined): string {
  return creditorPhone ?? options.creditors[0]?.phone ?? '';
}

function nameOf(options: PhoneOptions, number: string): string {
  return options.creditors.find((candidate) => candidate.phone === number)?.name ?? number;
}

interface CallFootProps extends StartViewProps {
  readonly fromNumber: string;
  readonly toNumber: string;
  readonly creditorName: string;
}

/** The big button, and the wish to be called instead. */
function CallFoot({ line, state, fromNumber, toNumber, creditorName }: CallFootProps) {
  const { t } = useTranslation('phone');
  const isReady = fromNumber !== '' && toNumber !== '' && state.isOnline;
  const isReachable = fromNumber !== '' && state.registeredNumber === fromNumber;
  return (
    <div className="fm-phone-foot">
      <Button
        kind="good"
        icon="phone"
        className="fm-phone-round"
        isDisabled={!isReady}
        isPending={state.isDialling}
        label={t('call')}
        onPress={() => void line.dial(fromNumber, toNumber)}
      />
      <span aria-live="polite">{state.isDialling ? t('calling', { name: creditorName }) : creditorName}</span>
      {isReachable ? (
        <span className="quiet fm-phone-small">{t('reachable', { number: fromNumber })}</span>
      ) : (
        <Button kind="quiet" icon="phoneIn" isDisabled={!isReady} onPress={() => void line.register(fromNumber)}>
          {t('makeReachable')}
        </Button>
      )}
    </div>
  );
}

interface WhoListProps {
  readonly options: PhoneOptions;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function WhoList({ options, value, onChange }: WhoListProps) {
  const { t } = useTranslation('phone');
  const language = useLanguage();
  if (options.customers.length === 0) return null;
  return (
    <RadioGroup className="fm-phone-who" value={value} onChange={onChange}>
      <Label className="fm-label">{t('who')}</Label>
      <div className="fm-phone-people">
        {options.customers.map((customer) => (
          <Radio key={customer.customerId} value={customer.customerId} className="fm-phone-person">
            <span className="fm-phone-face" aria-hidden="true">
              {initialsOf(customer.name)}
            </span>
            <span>
              <strong>{customer.name}</strong>
              <span className="fm-phone-small">{customer.story[language]}</span>
            </span>
          </Radio>
        ))}
        <Radio value={OWN} className="fm-phone-person">
          <span className="fm-phone-face" aria-hidden="true">
            +
          </span>
          <span>
            <strong>{t('own')}</strong>
          </span>
        </Radio>
      </div>
    </RadioGroup>
  );
}

function initialsOf(name: string): string {
  const parts = name.split(/\s+/u).filter((part) => part !== '');
  return `${parts[0]?.charAt(0) ?? ''}${parts.length > 1 ? (parts.at(-1)?.charAt(0) ?? '') : ''}`;
}
