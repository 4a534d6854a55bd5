import { useCallback, useRef, useState } from 'react';
import { useAppDispatch } from '../../app/hooks';
import type { CommandFailure } from '../../realtime/commands';
import { importFile, type ImportResultWire } from './admin-api';

export type ImportState =
  | { readonly kind: 'waiting' | 'reading' }
  | { readonly kind: 'done'; readonly result: ImportResultWire }
  | { readonly kind: 'refused'; readonly failure: CommandFailure };

export interface ImportJob {
  readonly id: string;
  readonly file: File;
  readonly creditor: string;
  readonly isAnySeller: boolean;
  readonly state: ImportState;
}

let nextJob = 0;

export interface Imports {
  /** The latest first. */
  readonly jobs: readonly ImportJob[];
  readonly add: (files: readonly File[], wish: Pick<ImportJob, 'creditor' | 'isAnySeller'>) => void;
  readonly retry: (job: ImportJob) => void;
  readonly clear: () => void;
}

/** Files one after another in the order they were given: a later file may pay what an earlier one brought. */
export function useImports(): Imports {
  const dispatch = useAppDispatch();
  const [jobs, setJobs] = useState<readonly ImportJob[]>([]);
  const last = useRef(Promise.resolve());
  const setState = useCallback((id: string, state: ImportState) => {
    setJobs((all) => all.map((job) => (job.id === id ? { ...job, state } : job)));
  }, []);
  const run = useCallback(
    async (job: ImportJob) => {
      setState(job.id, { kind: 'reading' });
      const answer = await dispatch(
        importFile(job.file, {
          creditor: job.creditor,
          fileName: job.file.name.slice(0, 200),
          anySeller: job.isAnySeller ? 'yes' : 'no',
        }),
      );
      setState(job.id, answer.ok ? { kind: 'done', result: answer.data } : { kind: 'refused', failure: answer.error });
    },
    [dispatch, setState],
  );
  const queue = useCallback(
    (job: ImportJob) => {
      last.current = last.current.then(() => run(job));
    },
    [run],
  );
  return {
    jobs,
    add: (files, wish) => {
      const added = files.map((file): ImportJob => ({
        id: `import-${nextJob++}`,
        file,
        ...wish,
        state: { kind: 'waiting' },
      }));
      setJobs((all) => [...[...added].reverse(), ...all]);
      for (const job of added) queue(job);
    },
    retry: (job) => {
      setState(job.id, { kind: 'waiting' });
      queue(job);
    },
    clear: () => setJobs((all) => all.filter((job) => job.state.kind === 'waiting' || job.state.kind === 'reading')),
  };
}
