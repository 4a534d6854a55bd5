import type { ReactNode } from 'react';
import { Skeleton } from '../../ui/Skeleton';
import { QueryNotice } from '../boards';

interface WaitingProps<Data> {
  readonly query: {
    readonly data?: Data | undefined;
    readonly isError: boolean;
    readonly error?: unknown;
    readonly refetch: () => unknown;
  };
  readonly label: string;
  readonly children: (data: Data) => ReactNode;
}

/** What was fetched, or that it is being fetched, or why it could not be and a way to try again. */
export function Waiting<Data>({ query, label, children }: WaitingProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  return query.isError ? <QueryNotice query={query} /> : <Skeleton label={label} lines={4} />;
}
