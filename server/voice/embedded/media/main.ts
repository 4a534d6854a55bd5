/** Entry point of the media process: where all calls' audio meets. It outlives the server; only its own end ends calls. */
import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { SHUTDOWN_MS_MAX, SWEEP_EVERY_MS } from '../limits';
import { loadSounds } from '../sound-library';
import { FrameClock } from './clock';
import { ConfigError, readConfig } from './config';
import type { MediaConfig } from './config';
import { ControlServer } from './control-server';
import { EventLog } from './event-log';
import { Recordings } from './recordings';
import { RecordingSpool } from './spool';
import { Switchboard } from './switchboard';
import { weriftAnswerer } from './werift-leg';

const STDERR = 2;
const log = pino({ base: { process: 'media', pid: process.pid } }, pino.destination({ fd: STDERR, sync: true }));
const nowMs = (): number => Date.now();
const warn = (message: string, facts: Record<string, unknown>): void => log.warn(facts, message);

async function run(config: MediaConfig): Promise<void> {
  const events = new EventLog(randomUUID(), nowMs);
  const tell = events.append.bind(events);
  const recordings = new Recordings({ spool: await RecordingSpool.open(config.spoolDir), tell, nowMs });
  await recordings.recover();
  const switchboard = new Switchboard({
    sounds: loadSounds(config.soundsDir),
    recordings,
    answerOffer: weriftAnswerer(config.network, nowMs),
    tell,
    nowMs,
  });
  const control = new ControlServer({ token: config.token, switchboard, recordings, events, warn });
  const clock = new FrameClock(() => switchboard.tick());
  const port = await control.listen(config.port);
  clock.start();
  const sweeping = setInterval(() => {
    switchboard.sweep().catch((error: unknown) => log.error(error, 'the sweep failed'));
    if (switchboard.isForgotten) stop();
  }, SWEEP_EVERY_MS);

  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), SHUTDOWN_MS_MAX).unref();
    clearInterval(sweeping);
    void switchboard
      .close()
      .then(() => control.close())
      .finally(() => {
        clock.stop();
        log.info({ droppedTicks: clock.droppedTicks }, 'media stopped');
        process.exit(0);
      });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(`media ready port=${port} pid=${process.pid} epoch=${events.epoch}\n`);
}

/** The audio of every call lives here, so a stray fault in one connection is logged and must not end them all. */
process.on('uncaughtException', (error) => log.error(error, 'uncaught'));
process.on('unhandledRejection', (error) => log.error(error, 'unhandled rejection'));

try {
  await run(readConfig(process.env));
} catch (error) {
  const code = error instanceof ConfigError ? error.code : 'MEDIA_START_FAILED';
  log.fatal({ code, why: error instanceof Error ? error.message : 'unknown' }, 'media cannot start');
  process.exit(1);
}
