import { HEARTBEAT_LEASE_MS } from '../../shared/agents/vocabulary';
import type { Platform } from '../platform/platform';
import { isLostRace } from '../platform/unit-of-work';
import { HEARTBEAT_TIMER, heardFrom } from './presence';

/** Signs of life that arrive within this time are written together; a hundredth of the lease. */
const GATHER_MS = 150;
/** At most this many agents in one statement. */
const AGENTS_PER_STATEMENT_MAX = 500;

interface Beat {
  readonly agentId: string;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * The signs of life of the whole floor, written a few times a second in one statement: hundreds of workstations are heard every
 * few seconds, and nearly all of them were never lost.
 */
export class Heartbeats {
  private beats: Beat[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly platform: Pick<Platform, 'db' | 'clock' | 'unitOfWork'>) {}

  /** Resolves when the lease of this agent runs anew; an agent who was lost is back. */
  heard(agentId: string): Promise<void> {
    return new Promise((written, failed) => {
      this.beats.push({ agentId, written, failed });
      if (this.beats.length >= AGENTS_PER_STATEMENT_MAX) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
    });
  }

  private flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const { beats } = this;
    this.beats = [];
    this.write(beats).catch((error: unknown) => {
      for (const beat of beats) beat.failed(error);
    });
  }

  private async write(beats: readonly Beat[]): Promise<void> {
    const agentIds = [...new Set(beats.map(({ agentId }) => agentId))];
    const prolonged = await this.prolong(agentIds).catch((error: unknown) => {
      if (isLostRace(error)) return new Set<string>();
      throw error;
    });
    const others: Beat[] = [];
    for (const beat of beats) {
      if (prolonged.has(beat.agentId)) beat.written();
      else others.push(beat);
    }
    // Few: who was lost, and who is in the middle of something and therefore locked.
    for (const beat of others) {
      // One after the other: a floor that comes back all at once must not take every connection.
      // oxlint-disable-next-line no-await-in-loop
      await this.platform.unitOfWork.run((tx) => heardFrom(tx, beat.agentId)).then(beat.written, beat.failed);
    }
  }

  /** Agents who were never lost and whom nobody else holds: waiting for several locks at once could end in a deadlock. */
  private async prolong(agentIds: readonly string[]): Promise<ReadonlySet<string>> {
    const nowMs = this.platform.clock.nowMs();
    const heard = await this.platform.db.raw<{ rows: { subject_id: string }[] }>(
      `with free as (
         select id from agents where id = any(:agentIds) and is_reachable order by id for update skip locked
       ), heard as (
         update agents a set heartbeat_at = :now from free where a.id = free.id returning a.id
       )
       insert into timers (kind, subject_id, due_at, is_lease, attempts) select :kind, id, :dueAt, true, 0 from heard
       on conflict (kind, subject_id) do update set due_at = excluded.due_at, is_lease = true, attempts = 0
       returning subject_id`,
      {
        now: new Date(nowMs),
        agentIds: [...agentIds],
        kind: HEARTBEAT_TIMER,
        dueAt: new Date(nowMs + HEARTBEAT_LEASE_MS),
      },
    );
    return new Set(heard.rows.map((row) => row.subject_id));
  }
}
