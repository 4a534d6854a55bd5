import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HttpResponseWireOf } from '../../../../shared/protocol/http';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Skeleton } from '../../ui/Skeleton';
import { useCauseCallsQuery } from './boards-api';
import { CallLines, Pager } from './CallsBehindTable';
import { QueryNotice } from './QueryNotice';
import './figure-drawer.css';

type CauseNode = HttpResponseWireOf<'causeTree'>['creditors'][number]['causes'][number];

export interface CauseChoice {
  readonly creditorId: string;
  readonly creditorName: string;
  /** Every repeat of this creditor. */
  readonly all: number;
  readonly node: CauseNode;
}

interface CauseDrawerProps {
  readonly choice: CauseChoice;
  readonly onClose: () => void;
}

/** One cause: what would mend it, in words that can be sent to the creditor, and the calls it made. */
export function CauseDrawer({ choice, onClose }: CauseDrawerProps) {
  const { t } = useTranslation('causes');
  const { creditorName, node, all } = choice;
  const proposal = t(`proposal.${node.cause}`);
  const counted = t('wouldRemove', { repeats: node.repeats, all });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('drawerTitle', { cause: t(`name.${node.cause}`), creditor: creditorName })}
      side="right"
    >
      <div className="board-drawer">
        <section>
          <h3>{t('proposalTitle')}</h3>
          <p>{proposal}</p>
          <p className="quiet">{counted}</p>
          <CopyProposal text={`${creditorName}: ${proposal} ${counted}`} />
        </section>
        <section className="board-behind">
          <h3>{t('calls')}</h3>
          <CallsOfCause choice={choice} />
        </section>
      </div>
    </Dialog>
  );
}

function CopyProposal({ text }: { readonly text: string }) {
  const { t } = useTranslation('causes');
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // Without the right to the clipboard the words stand above and can be marked by hand.
      () => setCopied(false),
    );
  };
  return (
    <Button icon={isCopied ? 'check' : 'copy'} onPress={copy}>
      {isCopied ? t('copied') : t('copy')}
    </Button>
  );
}

function CallsOfCause({ choice }: { readonly choice: CauseChoice }) {
  const { t } = useTranslation('causes');
  const [offset, setOffset] = useState(0);
  const calls = useCauseCallsQuery({ cause: choice.node.cause, creditorId: choice.creditorId, offset });
  if (calls.isError) return <QueryNotice query={calls} />;
  if (calls.data === undefined) return <Skeleton label={t('loading')} lines={6} />;
  return (
    <>
      <CallLines calls={calls.data.calls} />
      <Pager offset={offset} total={calls.data.total} onMove={setOffset} />
    </>
  );
}
