import { useMemo } from 'react';
import { useRoute } from '../../app/router';
import { filtersOf } from './filters';
import { QaCallDetail } from './QaCallDetail';
import { QaList } from './QaList';

/** `#/qa` is the list, `#/qa/cal_…` one call; filters stay in the address on both. */
export function QaPage() {
  const { param, query } = useRoute();
  const filters = useMemo(() => filtersOf(query), [query]);
  return param === null ? <QaList filters={filters} /> : <QaCallDetail callId={param} filters={filters} />;
}
