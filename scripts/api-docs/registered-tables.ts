import { EmbeddedCarrier } from '../../server/voice';
import { createFeatures } from '../../server/features';
import { DatabaseClock } from '../../server/platform/clock';
import { connect } from '../../server/platform/db/connect';
import type { CommandTable } from '../../server/platform/edge/commands';
import type { RouteTable } from '../../server/platform/edge/routes';
import { createLogger } from '../../server/platform/log';
import { createPlatform } from '../../server/platform/platform';
import type { PhoneCommandName } from '../../shared/protocol/phone';

/** What the features registered at the edges of the server. */
export interface RegisteredTables {
  readonly routes: ReturnType<RouteTable['list']>;
  readonly commands: ReturnType<CommandTable['list']>;
  readonly phoneCommands: readonly PhoneCommandName[];
}

/**
 * Builds the whole server as `server/main.ts` does and reads its tables. Nothing listens and nothing is asked of a database
 * or a carrier: features only register while they are built.
 */
export async function registeredTables(): Promise<RegisteredTables> {
  const db = connect('postgres://nobody@127.0.0.1:1/unused');
  const platform = createPlatform({
    db,
    clock: new DatabaseClock(),
    log: createLogger('silent'),
    isDemo: true,
    dataDir: '.',
    rendererDir: '.',
    origins: [],
    isReady: () => false,
  });
  const phoneCommands: PhoneCommandName[] = [];
  const addPhone = platform.gateway.addPhone.bind(platform.gateway);
  platform.gateway.addPhone = (row) => {
    phoneCommands.push(row.name);
    addPhone(row);
  };
  createFeatures(platform, { carrier: new EmbeddedCarrier({ port: 1, token: 'unused' }) });
  await platform.io.close();
  await db.destroy();
  return { routes: platform.routes.list(), commands: platform.commands.list(), phoneCommands };
}
