import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { webhookBodySchema, type WebhookBody } from '../../../shared/protocol/webhooks';
import { isSignedBy } from '../webhooks/signature';

const BODY_BYTES_MAX = 256 * 1024;
const MILLIS = 1_000;
/** A house may run for months: of what arrived the oldest is forgotten beyond this. */
const ARRIVALS_MAX = 20_000;
/** A late system is busy for so long after what caused an order to open: past the promised two minutes, then it obeys. */
export const LATE_MS = 150_000;

/**
 * How the system behaves: takes and confirms, takes only, refuses, wants no more for good, does not even listen to the end, or
 * opens supplies only {@link LATE_MS} after they should have been.
 */
export type Mood = 'confirms' | 'takes' | 'down' | 'gone' | 'silent' | 'late';

/** The secrets that an endpoint's messages may be signed with now. */
export type SecretSource = () => readonly string[] | Promise<readonly string[]>;

/** What arrived, once per webhook id. */
export interface Arrival {
  readonly id: string;
  readonly body: WebhookBody;
  readonly firstAt: number;
  times: number;
}

/**
 * The system of a creditor that does not exist: takes webhooks on this machine's loopback, checks their signatures, keeps each id
 * once, opens and closes supplies by their numbers, and can be down. For the sandbox of the demo world, for
 * `npm run demo:creditor` and for tests.
 */
export class FakeCreditor {
  mood: Mood = 'confirms';
  /** Cuts in the moment it is told and says so; else it has only taken the order, as most do. */
  cutsAtOnce = false;
  /** How long it thinks before it answers, ms. */
  thinksMs = 0;
  /** Webhooks without a valid signature. */
  forged = 0;
  /** Tries that were refused while down. */
  refused = 0;
  /** Orders that came after a later one for the same supply. */
  tooOld = 0;
  /** True = open, by supply point, as the newest order said. */
  readonly isOpen = new Map<string, boolean>();
  readonly arrivals = new Map<string, Arrival>();
  private readonly sequences = new Map<string, number>();
  private readonly secrets = new Map<string, SecretSource>();
  private readonly server: Server;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly nowMs: () => number = Date.now) {
    this.server = createServer((request, response) => {
      // A message it cannot read is answered, never a reason to fall.
      this.take(request, response).catch(() => void response.writeHead(400).end());
    });
  }

  /** Listens on loopback; gives its port. Port 0: any free one. */
  async start(port = 0): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    // A server that listens on TCP has such an address.
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => void this.server.close(() => resolve()));
  }

  /** Names the secret of the endpoint with this path (`/fjellglimt`), or who knows it. */
  trust(path: string, secret: string | SecretSource): void {
    this.secrets.set(path, typeof secret === 'string' ? () => [secret] : secret);
  }

  /** What arrived of a kind, in order of arrival. */
  ofType(type: WebhookBody['type']): readonly Arrival[] {
    return [...this.arrivals.values()].filter(({ body }) => body.type === type);
  }

  /** Resolves with the first arrival that fits; rejects when none came within the time. */
  async waitFor(fits: (arrival: Arrival) => boolean, withinMs: number): Promise<Arrival> {
    const find = () => [...this.arrivals.values()].find(fits);
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        done();
        resolve(found);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`nothing of the kind arrived within ${withinMs} ms`));
      }, withinMs);
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(look);
      };
      this.waiting.add(look);
      look();
    });
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    if (this.mood === 'silent') return;
    if (this.mood === 'down' || this.mood === 'gone') {
      this.refused += 1;
      response.writeHead(this.mood === 'gone' ? 410 : 503).end();
      return;
    }
    const id = String(request.headers['webhook-id']);
    if (!(await this.isGenuine(request, { id, text }))) {
      this.forged += 1;
      response.writeHead(401).end();
      return;
    }
    const body = webhookBodySchema.parse(JSON.parse(text));
    if (this.thinksMs > 0) await sleep(this.thinksMs);
    if (this.isBusyFor(body)) {
      this.refused += 1;
      response.writeHead(503).end();
      return;
    }
    const isRepeated = this.keep(id, body);
    const isConfirmed = this.obey(body, isRepeated) && this.mood !== 'takes';
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: isConfirmed ? 'confirmed' : 'accepted' }));
    for (const look of this.waiting) look();
  }

  private isBusyFor({ type, data }: WebhookBody): boolean {
    return this.mood === 'late' && type === 'release.order' && this.nowMs() - Number(data['causedAt']) < LATE_MS;
  }

  /** True when it was here before. */
  private keep(id: string, body: WebhookBody): boolean {
    const known = this.arrivals.get(id);
    if (known !== undefined) {
      known.times += 1;
      return true;
    }
    this.arrivals.set(id, { id, body, firstAt: this.nowMs(), times: 1 });
    const [oldest] = this.arrivals.keys();
    if (this.arrivals.size > ARRIVALS_MAX && oldest !== undefined) this.arrivals.delete(oldest);
    return false;
  }

  private async isGenuine(
    request: IncomingMessage,
    { id, text }: { readonly id: string; readonly text: string },
  ): Promise<boolean> {
    const secrets = (await this.secrets.get(request.url ?? '')?.()) ?? [];
    const timestamp = String(request.headers['webhook-timestamp']);
    const signature = String(request.headers['webhook-signature']);
    const nowS = Math.floor(this.nowMs() / MILLIS);
    return secrets.some((secret) => isSignedBy(secret, { id, timestamp, body: text, signature, nowS }));
  }

  /** Opens or closes the supply an order is for; true when that is done now. */
  private obey({ type, data }: WebhookBody, isRepeated: boolean): boolean {
    // A cut that is called back leaves the supply as it was: open.
    const isOpening = type === 'release.order' || type === 'disconnection.recalled';
    if (!isOpening && type !== 'release.recall' && type !== 'disconnection.ordered') return false;
    const point = String(data['supplyPointId']);
    const sequence = Number(data['sequence']);
    if (sequence < (this.sequences.get(point) ?? 0)) {
      if (!isRepeated) this.tooOld += 1;
      return false;
    }
    this.sequences.set(point, sequence);
    this.isOpen.set(point, isOpening);
    return type === 'release.order' || (type === 'disconnection.ordered' && this.cutsAtOnce);
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw new Error('a webhook is larger than any we send');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
