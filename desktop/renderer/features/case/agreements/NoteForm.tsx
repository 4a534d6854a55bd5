import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../app/hooks';
import { TextField } from '../../../ui/Field';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';
import { useNoteDraft } from './use-note-draft';

const NOTE_CHARS_MAX = 4_000;
/** Answers that are the customer's own words, in the order they are worth noting. */
const OWN_WORDS = ['own_words', 'change', 'news', 'statement'] as const;

/** A note on the customer, for whoever speaks with them next. What is being written survives a reload. */
export function NoteForm(props: AgreementProps) {
  const { caseFile, callId, caseId, scriptRunId, said } = props;
  const { t } = useTranslation('case');
  const add = useCommand('note:add');
  const { customer } = caseFile;
  const wordsSaid = OWN_WORDS.map((name) => said[name]).find((words) => words !== undefined) ?? '';
  const draft = useNoteDraft(customer.id, wordsSaid);
  const [text, setText] = useState(draft.first);
  const commit = async () => {
    const answer = await add.run({ callId, customerId: customer.id, caseId, text: text.trim() });
    if (!answer.ok) return;
    draft.forget();
    props.onDone(answer.data.noteId);
  };
  return (
    <FormShell
      title={t('note.title')}
      commitLabel={t('note.commit')}
      onCommit={() => void commit()}
      isPending={add.isPending}
      blockedReason={text.trim() === '' ? t('note.write') : null}
      error={add.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
      keepsDraft
    >
      <TextField
        label={t('note.text')}
        value={text}
        onChange={(typed) => {
          setText(typed);
          draft.keep(typed);
        }}
        rows={5}
        maxLength={NOTE_CHARS_MAX}
        description={t('note.words')}
      />
    </FormShell>
  );
}
