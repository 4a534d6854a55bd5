import type { Knex } from 'knex';
import type { Language } from '../../shared/lang/languages';
import { PROTOCOL_VERSION } from '../../shared/protocol/version';
import type { LoginView } from '../../shared/protocol/views';
import { ok, refuse } from '../../shared/result';
import type { Login } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import type { RouteContext } from '../platform/edge/routes';

/** A login that the demo world shows on its login page. */
export interface ShownLogin {
  readonly userName: string;
  readonly password: string;
  readonly displayName: string;
  readonly role: string;
  readonly language: Language;
}

function toView(login: Login): LoginView {
  return {
    id: login.id,
    userName: login.userName,
    displayName: login.displayName,
    roles: [...login.roles],
    language: login.language,
    isDemo: login.isDemo,
  };
}

/** The routes below all need a login; the table has admitted one before `run`. */
function whoAsks(context: RouteContext): Login {
  if (context.login === null) throw new Error('A route for people was reached without a login');
  return context.login;
}

const EVERYBODY = { roles: ['agent', 'lead', 'qa', 'admin'], scope: 'self', audit: 'none' } as const;

/** Logging in and out, and who one is. */
export function createLogins(platform: Platform, deps: { readonly demoLogins: readonly ShownLogin[] }): void {
  addDoor(platform, deps.demoLogins);
  platform.routes.add({
    name: 'logout',
    ...EVERYBODY,
    rate: 'write',
    async run(context) {
      const login = whoAsks(context);
      await platform.sessions.revoke(login.sessionId);
      platform.gateway.endSession(login.sessionId);
      return ok({});
    },
  });
  platform.routes.add({
    name: 'me',
    ...EVERYBODY,
    rate: 'read',
    run: (context) =>
      Promise.resolve(
        ok({ login: toView(whoAsks(context)), serverNow: platform.clock.nowMs(), protocolVersion: PROTOCOL_VERSION }),
      ),
  });
  platform.routes.add({
    name: 'setLanguage',
    ...EVERYBODY,
    rate: 'write',
    run: (context, request) =>
      context.commit(async (tx) => {
        const login = whoAsks(context);
        await tx.sql('login_accounts').where({ id: login.id }).update({ language: request.body.language });
        return ok(toView({ ...login, language: request.body.language }));
      }),
  });
}

/** Whose door was tried; what was typed is not kept when it is nobody's name, because it may be a password. */
async function findLoginId(sql: Knex, userName: string): Promise<string> {
  const row = await sql('login_accounts')
    .where({ user_name: userName.toLowerCase() })
    .first<{ id: string } | undefined>('id');
  return row?.id ?? 'unknown';
}

function addDoor(platform: Platform, demoLogins: readonly ShownLogin[]): void {
  platform.routes.add({
    name: 'login',
    roles: 'public',
    scope: 'public',
    audit: 'none',
    rate: 'door',
    async run(context, request) {
      const opened = await platform.sessions.open(request.body.userName, request.body.password);
      await context.commit(async (tx) => {
        await tx.audit({
          loginAccountId: opened.ok ? opened.value.login.id : null,
          action: opened.ok ? 'login.opened' : 'login.refused',
          subjectKind: 'login',
          subjectId: opened.ok ? opened.value.login.id : await findLoginId(tx.sql, request.body.userName),
        });
        return ok(undefined);
      });
      if (!opened.ok) return opened;
      return ok({ token: opened.value.token, expiresAt: opened.value.expiresAt, login: toView(opened.value.login) });
    },
  });
  platform.routes.add({
    name: 'demoLogins',
    roles: 'public',
    scope: 'public',
    audit: 'none',
    rate: 'door',
    // Outside the demo world nobody learns whom there is.
    run: () => Promise.resolve(platform.isDemo ? ok({ logins: [...demoLogins] }) : refuse('NOT_FOUND')),
  });
}
