import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The person of the operating system PostgreSQL runs as. It refuses to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

const POSTGRES_USER = 'friskmeld';
const COMMAND_TIMEOUT_MS = 15_000;

function idOf(flag: '-u' | '-g'): number | undefined {
  const answer = spawnSync('id', [flag, POSTGRES_USER], { encoding: 'utf8', timeout: COMMAND_TIMEOUT_MS });
  return answer.status === 0 ? Number.parseInt(answer.stdout, 10) : undefined;
}

function lookUp(): RunAs | undefined {
  const uid = idOf('-u');
  const gid = idOf('-g');
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/**
 * Undefined for an ordinary user, who runs PostgreSQL as himself. For root: the system user `friskmeld`, made when it is
 * missing, because initdb asks the system for the name of the user and so a bare number does not do.
 */
export function postgresRunAs(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = lookUp();
  if (known) return known;
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', POSTGRES_USER],
      {
        stdio: 'pipe',
        timeout: COMMAND_TIMEOUT_MS,
      },
    );
  } catch (cause) {
    // Two launchers may make the user at the same time; the second asks again below.
    const made = lookUp();
    if (made) return made;
    throw new Error(
      `PostgreSQL does not run as root, and the user "${POSTGRES_USER}" could not be made with useradd. ` +
        'Make that user, run as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
  const made = lookUp();
  if (!made) throw new Error(`The user "${POSTGRES_USER}" was made but the system does not know it.`);
  return made;
}

const OTHERS_ENTER = 0o001;
const GROUP_ENTERS = 0o010;
const OWNER_ENTERS = 0o100;

/** Whether that user may pass through every folder above `path` (which need not exist yet). */
export function canReach(path: string, runAs: RunAs): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat) {
      const bit = stat.uid === runAs.uid ? OWNER_ENTERS : stat.gid === runAs.gid ? GROUP_ENTERS : OTHERS_ENTER;
      if ((stat.mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}
