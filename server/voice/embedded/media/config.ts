/** What the media process reads from its environment, once. */
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NetworkConfig } from './werift-leg';

export interface MediaConfig {
  /** 0 = any free port; the `media ready` line tells which. */
  readonly port: number;
  readonly token: string;
  readonly spoolDir: string;
  readonly soundsDir: string;
  readonly network: NetworkConfig;
}

/** A start that cannot succeed: a code for machines, a sentence that says what to do. */
export class ConfigError extends Error {
  constructor(
    readonly code: 'MEDIA_CONFIG_INVALID' | 'MEDIA_NO_NETWORK_ADDRESS' | 'MEDIA_SOUNDS_MISSING',
    message: string,
  ) {
    super(message);
  }
}

const TOKEN_CHARS_MIN = 8;
const PORT_MAX = 65_535;

type Environment = Readonly<Record<string, string | undefined>>;

function readPort(text: string | undefined, name: string): number {
  const port = Number(text);
  if (text === undefined || text === '' || !Number.isInteger(port) || port < 0 || port > PORT_MAX) {
    throw new ConfigError('MEDIA_CONFIG_INVALID', `${name} must be a port, 0 to ${PORT_MAX}`);
  }
  return port;
}

/** `40000-40999`, or unset for any. */
function readPortRange(text: string | undefined): readonly [number, number] | null {
  if (text === undefined || text === '') return null;
  const [from, to, ...more] = text.split('-');
  const first = readPort(from, 'FRISKMELD_MEDIA_UDP_PORTS');
  const last = readPort(to, 'FRISKMELD_MEDIA_UDP_PORTS');
  if (more.length > 0 || first === 0 || last < first) {
    throw new ConfigError('MEDIA_CONFIG_INVALID', 'FRISKMELD_MEDIA_UDP_PORTS must read like 40000-40999');
  }
  return [first, last];
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Beside the source when run from it, beside the bundle when shipped, or in the source tree seen from `out/server`. */
function findSounds(given: string | undefined): string {
  const candidates =
    given === undefined || given === ''
      ? [here('../sounds'), here('./sounds'), here('../../server/voice/embedded/sounds')]
      : [given];
  const found = candidates.find((dir) => existsSync(join(dir, 'en', 'greeting.wav')));
  if (found === undefined)
    throw new ConfigError(
      'MEDIA_SOUNDS_MISSING',
      `No announcements in ${candidates.join(', ')}; set FRISKMELD_SOUNDS_DIR`,
    );
  return found;
}

/** WebRTC cannot use loopback alone: two sides would settle on different address pairs and hear nothing. */
export function requireAddress(hostAddress: string | null, interfaces: ReturnType<typeof networkInterfaces>): void {
  const isReachable = Object.values(interfaces).some((list) =>
    list?.some(({ internal, family }) => !internal && family === 'IPv4'),
  );
  if (hostAddress !== null || isReachable) return;
  throw new ConfigError(
    'MEDIA_NO_NETWORK_ADDRESS',
    'This machine has no IPv4 address but loopback, and calls need one. Connect a network, or set FRISKMELD_MEDIA_HOST_ADDRESS to an address of this machine.',
  );
}

/** Parses and checks the whole environment. Throws {@link ConfigError}. */
export function readConfig(environment: Environment): MediaConfig {
  const token = environment['FRISKMELD_MEDIA_TOKEN'] ?? '';
  if (token.length < TOKEN_CHARS_MIN) {
    throw new ConfigError(
      'MEDIA_CONFIG_INVALID',
      `FRISKMELD_MEDIA_TOKEN must have at least ${TOKEN_CHARS_MIN} characters`,
    );
  }
  const dataDir = environment['FRISKMELD_DATA_DIR'] ?? '';
  if (dataDir === '') throw new ConfigError('MEDIA_CONFIG_INVALID', 'FRISKMELD_DATA_DIR must name the data folder');
  const given = environment['FRISKMELD_MEDIA_HOST_ADDRESS'] ?? '';
  const hostAddress = given === '' ? null : given;
  requireAddress(hostAddress, networkInterfaces());
  return {
    port: readPort(environment['FRISKMELD_MEDIA_PORT'], 'FRISKMELD_MEDIA_PORT'),
    token,
    spoolDir: join(dataDir, 'media', 'recordings'),
    soundsDir: findSounds(environment['FRISKMELD_SOUNDS_DIR']),
    network: { hostAddress, udpPorts: readPortRange(environment['FRISKMELD_MEDIA_UDP_PORTS']) },
  };
}
