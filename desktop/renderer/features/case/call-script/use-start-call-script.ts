import { useCallback } from 'react';
import type { CallScriptSlug } from '../../../../../shared/insights/insight';
import type { Language } from '../../../../../shared/lang/languages';
import { useCommand } from '../../../app/hooks';
import { useCall, useScriptLanguage, useShownAccount } from '../use-case';

/** Starts a call script about the account on the screen, in the customer's language. */
export function useStartCallScript() {
  const call = useCall();
  const account = useShownAccount();
  const spoken = useScriptLanguage();
  const command = useCommand('call-script:start');
  const { run: send, isPending, error } = command;
  const run = useCallback(
    async (slug: CallScriptSlug, language: Language = spoken) => {
      if (call === null) return null;
      const isCaseHere = account?.cases.some(({ id }) => id === call.caseId) ?? false;
      return send({
        callId: call.id,
        slug,
        customerAccountId: account?.id ?? null,
        caseId: isCaseHere ? call.caseId : null,
        language,
      });
    },
    [call, account, spoken, send],
  );
  return {
    run: (slug: CallScriptSlug, language?: Language) => void run(slug, language),
    runAsync: run,
    isPending,
    error,
  };
}
