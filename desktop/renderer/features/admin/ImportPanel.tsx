import { useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem, type DropZoneProps } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Checkbox } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Select } from '../../ui/Select';
import type { CreditorWire } from './admin-api';
import { ImportCard } from './ImportCard';
import type { Imports } from './use-imports';

interface ImportPanelProps {
  readonly creditors: readonly CreditorWire[];
  readonly imports: Imports;
  readonly onShowUnmatched: () => void;
}

type DropEvent = Parameters<NonNullable<DropZoneProps['onDrop']>>[0];

/** The files among what was dropped; text and folders are left. */
async function filesOf(event: DropEvent): Promise<readonly File[]> {
  return Promise.all(event.items.filter(isFileDropItem).map((item) => item.getFile()));
}

/** Choose whose files they are, drop or choose them, and read what came of each. */
export function ImportPanel({ creditors, imports, onShowUnmatched }: ImportPanelProps) {
  const { t } = useTranslation('admin');
  const [slug, setSlug] = useState<string | null>(creditors.length === 1 ? (creditors[0]?.slug ?? null) : null);
  const [isAnySeller, setAnySeller] = useState(false);
  const add = (files: readonly File[]) => {
    if (slug !== null && files.length > 0) imports.add(files, { creditor: slug, isAnySeller });
  };
  return (
    <div className="admin-import">
      <section className="admin-import-form">
        <Select
          label={t('import.creditor')}
          placeholder={t('import.chooseCreditor')}
          choices={creditors.map((creditor) => ({ key: creditor.slug, label: creditor.name }))}
          value={slug}
          onChange={setSlug}
        />
        <Checkbox isSelected={isAnySeller} onChange={setAnySeller}>
          {t('import.anySeller')}
        </Checkbox>
        <DropZone
          className="admin-drop"
          isDisabled={slug === null}
          aria-label={t('import.drop')}
          onDrop={(event) => void filesOf(event).then(add)}
        >
          <Icon name="document" />
          <strong>{slug === null ? t('import.needCreditor') : t('import.drop')}</strong>
          <FileTrigger allowsMultiple onSelect={(list) => add(list === null ? [] : [...list])}>
            <Button kind="primary" disabledReason={slug === null ? t('import.needCreditor') : null}>
              {t('import.choose')}
            </Button>
          </FileTrigger>
          <span className="quiet">{t('import.formats')}</span>
        </DropZone>
      </section>
      <section className="admin-results" aria-label={t('import.results')}>
        <header className="admin-results-head">
          <h2>{t('import.results')}</h2>
          {imports.jobs.length > 0 && (
            <Button kind="quiet" onPress={imports.clear}>
              {t('import.clear')}
            </Button>
          )}
        </header>
        {imports.jobs.length === 0 && (
          <EmptyState icon="document" title={t('history.emptyTitle')}>
            {t('import.emptyResults')}
          </EmptyState>
        )}
        <ul className="admin-cards" aria-live="polite">
          {imports.jobs.map((job) => (
            <li key={job.id}>
              <ImportCard job={job} onRetry={() => imports.retry(job)} onShowUnmatched={onShowUnmatched} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
