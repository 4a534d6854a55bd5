import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Insight } from '../../../../../shared/insights/insight';
import { findCallScript } from '../../../../../shared/call-scripts/library';
import { useAppDispatch, useAppSelector } from '../../../app/hooks';
import { Button } from '../../../ui/Button';
import { Icon, type IconName } from '../../../ui/Icon';
import { useStartCallScript } from '../call-script/use-start-call-script';
import { evidencePointedAt, tabShown } from '../case-slice';
import { useIsLow } from '../parts/use-is-low';
import { useWords } from '../parts/use-words';
import { PriceParts } from './PriceParts';

const LOOK: Readonly<
  Record<Insight['kind'], { readonly icon: IconName; readonly tone: 'stop' | 'attention' | 'info' }>
> = {
  disconnection_near: { icon: 'bolt', tone: 'stop' },
  dispute_open: { icon: 'hand', tone: 'attention' },
  money_on_the_way: { icon: 'coins', tone: 'attention' },
  paid_previous_invoice: { icon: 'check', tone: 'attention' },
  plan_broken: { icon: 'warning', tone: 'stop' },
  invoice_never_received: { icon: 'document', tone: 'attention' },
  plan_running: { icon: 'calendar', tone: 'info' },
  repeat_caller: { icon: 'phoneIn', tone: 'info' },
  price_parts: { icon: 'chart', tone: 'info' },
  two_creditors_one_address: { icon: 'building', tone: 'attention' },
  fee_out_of_proportion: { icon: 'coins', tone: 'attention' },
  customer_profile: { icon: 'user', tone: 'info' },
  cut_advice: { icon: 'shield', tone: 'attention' },
  limitation_near: { icon: 'clock', tone: 'stop' },
  vulnerable: { icon: 'shield', tone: 'stop' },
  overpaid: { icon: 'checkCircle', tone: 'attention' },
};

/** More than these at once is reading, not glancing; the rest is one press away. */
const SHOWN_AT_ONCE = 3;
const SHOWN_ON_LOW_SCREEN = 2;

/** What matters most in this ledger, as sentences; pointing at one marks the rows that prove it. */
export function InsightList({ insights }: { readonly insights: readonly Insight[] }) {
  const { t } = useTranslation('case');
  const [isWhole, setIsWhole] = useState(false);
  const atOnce = useIsLow() ? SHOWN_ON_LOW_SCREEN : SHOWN_AT_ONCE;
  if (insights.length === 0) return null;
  const shown = isWhole ? insights : insights.slice(0, atOnce);
  const hidden = insights.length - shown.length;
  return (
    <ul className="case-insights" aria-label={t('insights.title')}>
      {shown.map((insight) => (
        <InsightRow key={`${insight.kind}:${insight.evidence.join()}`} insight={insight} />
      ))}
      {insights.length > atOnce && (
        <li className="case-insights-more">
          <Button kind="quiet" icon={isWhole ? 'arrowUp' : 'chevronDown'} onPress={() => setIsWhole(!isWhole)}>
            {isWhole ? t('insights.fewer') : t('insights.more', { count: hidden })}
          </Button>
        </li>
      )}
    </ul>
  );
}

function InsightRow({ insight }: { readonly insight: Insight }) {
  const { t } = useTranslation('case');
  const { local } = useWords();
  const dispatch = useAppDispatch();
  const start = useStartCallScript();
  const isRunning = useAppSelector((state) => state.workstation.scriptRun?.state === 'running');
  const { icon, tone } = LOOK[insight.kind];
  const script = insight.suggests === null ? null : findCallScript(insight.suggests);
  const point = () => dispatch(evidencePointedAt(insight.evidence));
  const leave = () => dispatch(evidencePointedAt([]));
  return (
    <li className="case-insight" data-tone={tone}>
      <Icon name={icon} />
      <div className="case-insight-words">
        <button
          type="button"
          className="case-insight-sentence"
          title={t('insights.showRows')}
          onMouseEnter={point}
          onMouseLeave={leave}
          onFocus={point}
          onBlur={leave}
          onClick={() => {
            dispatch(tabShown('ledger'));
            point();
          }}
        >
          {local(insight.sentence)}
          {insight.confidence !== 'high' && (
            <span className="case-insight-confidence quiet"> {t(`insights.confidence.${insight.confidence}`)}</span>
          )}
        </button>
        {insight.parts.length > 0 && <PriceParts parts={insight.parts} />}
      </div>
      {script !== null && !isRunning && (
        <Button kind="quiet" icon="message" isPending={start.isPending} onPress={() => start.run(script.slug)}>
          {local(script.title)}
        </Button>
      )}
    </li>
  );
}
