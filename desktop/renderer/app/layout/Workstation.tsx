import { Suspense, useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { CallBar } from '../../features/softphone';
import { WrapUpPanel } from '../../features/wrap-up';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Skeleton } from '../../ui/Skeleton';
import { ErrorBoundary } from '../ErrorBoundary';
import { useAppDispatch, useAppSelector } from '../hooks';
import { useHotkey } from '../hotkeys/use-hotkey';
import { SLOTS } from '../slots';
import { panesResized } from '../state/settings';
import { ConnectionBanner } from './ConnectionBanner';
import { GlobalKeys } from './GlobalKeys';
import { StatusFooter } from './StatusFooter';
import { useIsNarrow } from './use-is-narrow';
import './layout.css';

const LAYOUT = 'workstation';
const DEFAULT_WIDTHS = { customer: 19, ledger: 51, script: 30 } as const;

/** The agent's desk: call bar on top, three panes, the connection's state below. */
export function Workstation() {
  const isNarrow = useIsNarrow();
  return (
    <div className="fm-desk">
      <GlobalKeys />
      <CallBar />
      <ConnectionBanner />
      {isNarrow ? <NarrowPanes /> : <WidePanes />}
      <StatusFooter />
    </div>
  );
}

function WidePanes() {
  const { t } = useTranslation('common');
  const dispatch = useAppDispatch();
  const kept = useAppSelector((state) => state.settings.paneWidths[LAYOUT]);
  const [initial] = useState(() => kept ?? DEFAULT_WIDTHS);
  return (
    <Group
      className="fm-panes"
      orientation="horizontal"
      defaultLayout={initial}
      onLayoutChanged={(widths) => dispatch(panesResized({ layout: LAYOUT, widths }))}
    >
      <Panel id="customer" minSize="190px" maxSize="30%">
        <Pane name="customer" label={t('pane.customer')} content={SLOTS.CustomerPane} />
      </Panel>
      <Separator className="fm-pane-separator" aria-label={t('pane.resize')} />
      <Panel id="ledger" minSize="34%">
        <Pane name="ledger" label={t('pane.ledger')} content={SLOTS.LedgerPane} />
      </Panel>
      <Separator className="fm-pane-separator" aria-label={t('pane.resize')} />
      <Panel id="script" minSize="300px" maxSize="42%">
        <ScriptColumn />
      </Panel>
    </Group>
  );
}

/** Below 1280 px the customer pane is a drawer. */
function NarrowPanes() {
  const { t } = useTranslation('common');
  const [isOpen, setIsOpen] = useState(false);
  const keys = useHotkey('paneCustomer', () => setIsOpen((open) => !open));
  return (
    <>
      <div className="fm-drawer-bar">
        <Button icon="sidebar" keys={keys} onPress={() => setIsOpen(true)}>
          {t('pane.openCustomer')}
        </Button>
      </div>
      <Group className="fm-panes" orientation="horizontal">
        <Panel id="ledger" minSize="40%">
          <Pane name="ledger" label={t('pane.ledger')} content={SLOTS.LedgerPane} />
        </Panel>
        <Separator className="fm-pane-separator" aria-label={t('pane.resize')} />
        <Panel id="script" minSize="280px" defaultSize="36%">
          <ScriptColumn />
        </Panel>
      </Group>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={t('pane.customer')} side="left">
        <Pane name="customer" label={t('pane.customer')} content={SLOTS.CustomerPane} />
      </Dialog>
    </>
  );
}

/** The wrap-up comes above the call script: after the call it is what the agent does next. */
function ScriptColumn() {
  const { t } = useTranslation('common');
  return (
    <div className="fm-script-column">
      <ErrorBoundary>
        <WrapUpPanel />
      </ErrorBoundary>
      <Pane name="script" label={t('pane.script')} content={SLOTS.ScriptPane} />
    </div>
  );
}

interface PaneProps {
  readonly name: 'customer' | 'ledger' | 'script';
  readonly label: string;
  readonly content: ComponentType;
}

function Pane({ name, label, content: Content }: PaneProps) {
  const { t } = useTranslation('common');
  return (
    <section className="fm-pane" id={`pane-${name}`} aria-label={label} tabIndex={-1}>
      <ErrorBoundary>
        <Suspense fallback={<Skeleton label={t('loading')} lines={6} />}>
          <Content />
        </Suspense>
      </ErrorBoundary>
    </section>
  );
}
