import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppDispatch } from '../../app/hooks';
import type { PaletteCommand } from '../../app/palette/palette-commands';
import { offeredScripts } from './call-script/suggested-scripts';
import { useStartCallScript } from './call-script/use-start-call-script';
import { AGREEMENT_KINDS, LEDGER_TABS, tabShown } from './case-slice';
import { useWords } from './parts/use-words';
import { useCall, usePop, useShownAccount } from './use-case';
import { useOpenForm } from './use-open-form';

/** What can be done in the case on the screen now; nothing without a call, and no agreement before the gate is open. */
export function useCaseCommands(): readonly PaletteCommand[] {
  const { t } = useTranslation('case');
  const { local } = useWords();
  const dispatch = useAppDispatch();
  const call = useCall();
  const pop = usePop();
  const account = useShownAccount();
  const open = useOpenForm();
  const start = useStartCallScript();
  const { runAsync } = start;
  return useMemo(() => {
    if (call === null) return [];
    const wishes = { insights: pop?.insights ?? [], isGateOpen: call.gate !== null, leadsTo: null, topic: call.topic };
    const scripts = offeredScripts(wishes).map(({ script }): PaletteCommand => ({
      id: `call-script:${script.slug}`,
      label: t('command.script', { title: local(script.title) }),
      icon: 'message',
      run: () => void runAsync(script.slug),
    }));
    if (pop === null || account === null) return scripts;
    const forms = AGREEMENT_KINDS.map((kind): PaletteCommand => ({
      id: `agreement:${kind}`,
      label: t('command.form', { what: t(`action.${kind}`) }),
      icon: 'plus',
      run: () => open(kind, account),
    }));
    const tabs = LEDGER_TABS.map((tab): PaletteCommand => ({
      id: `ledger-tab:${tab}`,
      label: t('command.tab', { what: t(`tab.${tab}`) }),
      icon: 'list',
      run: () => void dispatch(tabShown(tab)),
    }));
    return [...scripts, ...forms, ...tabs];
  }, [call, pop, account, t, local, runAsync, open, dispatch]);
}
