import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assert';
import { findCallScript } from '../../../../shared/call-scripts/library';
import { CALL_ACTIONS } from '../../../../shared/calls/vocabulary';
import { CALL_SCRIPT_SLUGS } from '../../../../shared/insights/insight';
import type { Language } from '../../../../shared/lang/languages';
import { IDENTITY_FACTORS } from '../../../../shared/protocol/views';
import { useLanguage } from '../../i18n/use-language';
import { durationText } from '../../ui/time-of-day';
import type { TimelineItem } from './timeline';

export interface TimelineWords {
  readonly title: string;
  readonly detail: string | null;
}

/** A call script's name, and a step's, in the reader's language; the key itself when this program knows no such version. */
export function scriptTitle(slug: string, language: Language, version?: number): string {
  const known = CALL_SCRIPT_SLUGS.find((candidate) => candidate === slug);
  return (known === undefined ? null : findCallScript(known, version))?.title[language] ?? slug;
}

function stepTitle(label: string, language: Language): string {
  const [slug = '', stepId = ''] = label.split('/');
  const known = CALL_SCRIPT_SLUGS.find((candidate) => candidate === slug);
  const step = known === undefined ? undefined : findCallScript(known)?.steps.find(({ id }) => id === stepId);
  return step !== undefined && 'title' in step ? step.title[language] : label;
}

/** What a moment on the time axis is called in the reader's language. */
export function useTimelineWords(): (item: TimelineItem) => TimelineWords {
  const { t } = useTranslation(['qa', 'vocabulary']);
  const language = useLanguage();
  return useCallback(
    (item) => {
      switch (item.kind) {
        case 'call':
          return { title: item.label === 'answered' ? t('event.answered') : t('event.ended'), detail: null };
        case 'identity':
          return { title: t('event.verified'), detail: factorWords(item.detail, (factor) => t(`factor.${factor}`)) };
        case 'script_step':
          return { title: stepTitle(item.label, language), detail: null };
        case 'action': {
          const action = CALL_ACTIONS.find((known) => known === item.label);
          return { title: action === undefined ? item.label : t(`vocabulary:action.${action}`), detail: item.detail };
        }
        case 'recording_pause': {
          const until = item.detail === null ? null : t('event.until', { time: durationText(Number(item.detail)) });
          return { title: t('event.paused'), detail: until };
        }
        case 'hold':
          return { title: t('event.held'), detail: item.detail };
        default:
          return assertNever(item.kind);
      }
    },
    [t, language],
  );
}

function factorWords(
  detail: string | null,
  word: (factor: (typeof IDENTITY_FACTORS)[number]) => string,
): string | null {
  if (detail === null) return null;
  return detail
    .split(' ')
    .map((text) => {
      const factor = IDENTITY_FACTORS.find((known) => known === text);
      return factor === undefined ? text : word(factor);
    })
    .join(', ');
}
