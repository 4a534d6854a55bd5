import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Knex } from 'knex';
import type { Role } from '../../../shared/agents/vocabulary';
import type { Id, MakeId } from '../../../shared/ids/ids';
import type { Language } from '../../../shared/lang/languages';
import { ok, refuse, type Result } from '../../../shared/result';
import type { Clock } from '../clock';
import type { Login } from './login';

const TOKEN_BYTES = 32;
export const SESSION_MS = 12 * 3_600_000;
const SEEN_STEP_MS = 60_000;
const FAILED_LOGINS_MAX = 10;
const LOCK_MS = 15 * 60_000;
/** Hashing is made slow on purpose; more at once would be a way to stop the server (reliability.md §2.4). */
const HASHES_AT_ONCE_MAX = 4;
/** OWASP's first choice: argon2id with 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

interface AccountRow {
  id: string;
  user_name: string;
  display_name: string;
  password_hash: string;
  roles: Role[];
  language: Language;
  creditor_scope: string[] | null;
  is_demo: boolean;
  failed_logins: number;
  locked_until: number | null;
  disabled_at: number | null;
}

/** Makes the stored form of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2);
}

function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Login sessions: an opaque 256-bit token whose hash alone is stored. */
export class Sessions {
  private hashesRunning = 0;
  /** Verified against when the user does not exist, so that the time of the answer tells nothing. */
  private readonly decoyHash = hashPassword(randomBytes(TOKEN_BYTES).toString('hex'));

  constructor(
    private readonly db: Knex,
    private readonly clock: Clock,
    private readonly makeId: MakeId,
  ) {}

  /**
   * Opens a session. Refuses with LOGIN_FAILED whatever was wrong (unknown, disabled, locked, password), and with
   * RATE_LIMITED when too many passwords are being checked at once.
   */
  async open(userName: string, password: string): Promise<Result<{ token: string; expiresAt: number; login: Login }>> {
    if (this.hashesRunning >= HASHES_AT_ONCE_MAX) return refuse('RATE_LIMITED');
    // Taken before anything is waited for: all who come in the same moment are counted.
    this.hashesRunning++;
    try {
      return await this.openInTurn(userName, password);
    } finally {
      this.hashesRunning--;
    }
  }

  private async openInTurn(
    userName: string,
    password: string,
  ): Promise<Result<{ token: string; expiresAt: number; login: Login }>> {
    const row = await this.db<AccountRow>('login_accounts').where({ user_name: userName.toLowerCase() }).first();
    const now = this.clock.nowMs();
    const isUsable =
      row !== undefined && row.disabled_at === null && (row.locked_until === null || row.locked_until < now);
    const isRight = await verify(row?.password_hash ?? (await this.decoyHash), password);
    if (row === undefined || !isUsable) return refuse('LOGIN_FAILED');
    if (!isRight) {
      await this.countFailure(row, now);
      return refuse('LOGIN_FAILED');
    }
    return ok(await this.insert(row, now));
  }

  /**
   * The logins of these sessions as they are now; those that expired, were revoked or whose person was disabled are left out.
   * Slides the expiry of those in `used`, at most once a minute each.
   */
  async findAll(sessionIds: readonly string[], used: ReadonlySet<string>): Promise<ReadonlyMap<string, Login>> {
    const now = this.clock.nowMs();
    const rows = await this.db('login_sessions as s')
      .join('login_accounts as a', 'a.id', 's.login_account_id')
      .whereRaw('s.id = any(?)', [[...sessionIds]])
      .whereNull('s.revoked_at')
      .whereNull('a.disabled_at')
      .where('s.expires_at', '>', new Date(now))
      .select<(AccountRow & { session_id: string; last_seen_at: number })[]>(
        'a.*',
        's.id as session_id',
        's.last_seen_at',
      );
    const slid = rows.filter((row) => used.has(row.session_id) && now - row.last_seen_at > SEEN_STEP_MS);
    if (slid.length > 0)
      await this.slide(
        slid.map((row) => row.session_id),
        now,
      );
    return new Map(rows.map((row) => [row.session_id, toLogin(row, row.session_id)]));
  }

  private async slide(sessionIds: readonly string[], now: number): Promise<void> {
    await this.db('login_sessions')
      .whereRaw('id = any(?)', [[...sessionIds]])
      .update({ last_seen_at: new Date(now), expires_at: new Date(now + SESSION_MS) });
  }

  /** The person behind a token, or null when it is unknown, expired or revoked. Slides the expiry. */
  async find(token: string): Promise<Login | null> {
    const now = this.clock.nowMs();
    const row = await this.db('login_sessions as s')
      .join('login_accounts as a', 'a.id', 's.login_account_id')
      .where('s.token_hash', tokenHash(token))
      .whereNull('s.revoked_at')
      .whereNull('a.disabled_at')
      .where('s.expires_at', '>', new Date(now))
      .first<(AccountRow & { session_id: string; last_seen_at: number }) | undefined>(
        'a.*',
        's.id as session_id',
        's.last_seen_at',
      );
    if (row === undefined) return null;
    if (now - row.last_seen_at > SEEN_STEP_MS) {
      await this.slide([row.session_id], now);
    }
    return toLogin(row, row.session_id);
  }

  async revoke(sessionId: string): Promise<void> {
    await this.db('login_sessions')
      .where({ id: sessionId })
      .update({ revoked_at: new Date(this.clock.nowMs()) });
  }

  /** Counted in the row itself, so that tries side by side are as many as they are. */
  private async countFailure(row: AccountRow, now: number): Promise<void> {
    await this.db.raw(
      `update login_accounts set
         failed_logins = case when failed_logins + 1 >= ? then 0 else failed_logins + 1 end,
         locked_until = case when failed_logins + 1 >= ? then ?::timestamptz else locked_until end
       where id = ?`,
      [FAILED_LOGINS_MAX, FAILED_LOGINS_MAX, new Date(now + LOCK_MS), row.id],
    );
  }

  private async insert(row: AccountRow, now: number): Promise<{ token: string; expiresAt: number; login: Login }> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const sessionId = this.makeId('loginSession');
    const expiresAt = now + SESSION_MS;
    await this.db('login_sessions').insert({
      id: sessionId,
      token_hash: tokenHash(token),
      login_account_id: row.id,
      created_at: new Date(now),
      last_seen_at: new Date(now),
      expires_at: new Date(expiresAt),
    });
    await this.db('login_accounts').where({ id: row.id }).update({ failed_logins: 0, locked_until: null });
    return { token, expiresAt, login: toLogin(row, sessionId) };
  }
}

function toLogin(row: AccountRow, sessionId: string): Login {
  return {
    // Ids in the database were made by makeId; the brand is put back on where a row becomes a value.
    id: row.id as Id<'agent'>,
    sessionId: sessionId as Id<'loginSession'>,
    userName: row.user_name,
    displayName: row.display_name,
    roles: row.roles,
    language: row.language,
    isDemo: row.is_demo,
    creditorScope: row.creditor_scope,
  };
}
