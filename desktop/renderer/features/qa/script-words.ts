import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assert';
import { findCallScript } from '../../../../shared/call-scripts/library';
import { actResultSchema, answerSchema, type Answer } from '../../../../shared/call-scripts/run';
import { ACTS } from '../../../../shared/call-scripts/schema';
import { CALL_SCRIPT_SLUGS } from '../../../../shared/insights/insight';
import type { Language } from '../../../../shared/lang/languages';
import { formatMoney } from '../../../../shared/money/format';
import { minor } from '../../../../shared/money/money';
import { formatDate } from '../../../../shared/time/format';
import { useLanguage } from '../../i18n/use-language';
import type { QaCallWire } from './qa-api';

type Run = QaCallWire['scriptRuns'][number];
type LogStep = Run['log'][number];

/** A line of the dialogue as a reviewer reads it: what was said or done, and what the customer answered. */
export interface SpokenStep {
  readonly words: string;
  readonly answer: string | null;
}

/** How a stored step reads in words; null for what only the program did (a branch, the end). */
export function useSpokenStep(): (run: Run, step: LogStep) => SpokenStep | null {
  const { t } = useTranslation(['qa', 'case', 'common']);
  const language = useLanguage();
  return useCallback(
    (run, step) => {
      const yesNo = (isYes: boolean): string => t(isYes ? 'common:yes' : 'common:no');
      switch (step.kind) {
        case 'shown':
          return { words: step.words, answer: null };
        case 'answered':
          return { words: '', answer: answered(run, step, { language, yesNo }) };
        case 'acted': {
          const act = ACTS.find((known) => known === step.words);
          const result = actResultSchema.safeParse(parsed(step.answer));
          const isDone = result.success && result.data.kind === 'done';
          if (act === undefined || !isDone) return { words: t('case:form.cannot'), answer: null };
          return { words: t(`case:script.done.${act}`), answer: null };
        }
        default:
          return null;
      }
    },
    [t, language],
  );
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

interface Reader {
  readonly language: Language;
  readonly yesNo: (isYes: boolean) => string;
}

function answered(run: Run, step: LogStep, reader: Reader): string {
  const answer = answerSchema.safeParse(parsed(step.answer));
  return answer.success ? answerText(answer.data, { run, step }, reader) : (step.answer ?? '');
}

function answerText(answer: Answer, asked: { readonly run: Run; readonly step: LogStep }, reader: Reader): string {
  switch (answer.kind) {
    case 'choice':
      return optionLabel(asked, answer.value, reader.language);
    case 'yes_no':
      return reader.yesNo(answer.isYes);
    case 'date':
      return formatDate(answer.date, reader.language);
    case 'amount':
      return formatMoney(minor(BigInt(answer.amountMinor)), answer.currency, reader.language);
    case 'text':
      return answer.text;
    default:
      return assertNever(answer);
  }
}

/** The choice in the reader's language, from the version that was used; the key itself when this program knows no such version. */
function optionLabel(
  { run, step }: { readonly run: Run; readonly step: LogStep },
  value: string,
  language: Language,
): string {
  const slug = CALL_SCRIPT_SLUGS.find((candidate) => candidate === run.slug);
  const script = slug === undefined ? null : findCallScript(slug, run.version);
  const asked = script?.steps.find(({ id }) => id === step.stepId);
  if (asked?.kind !== 'ask' || asked.answer.kind !== 'choice') return value;
  return asked.answer.options.find((option) => option.value === value)?.label[language] ?? value;
}
