/** One call of one customer's phone page: dial, wait, talk, hang up, and find the call again when the line breaks. */
import { randomUUID } from 'node:crypto';
import type { PhoneCommandResultWire } from '../../shared/protocol/phone';
import type { QuietMedia } from './quiet-media';
import type { CallerStory, RunLog } from './run-log';
import { NO_ANSWER, PhoneLink } from './socket-link';
import type { PlannedCall } from './traffic';

/** Dialling is not repeated, so the socket must stand first; a server that starts again needs this long at most. */
const CONNECT_WAIT_MS = 20_000;

type PhoneWire = PhoneCommandResultWire<'phone:dial'>['view'];

interface CallerDeps {
  readonly url: string;
  readonly speed: number;
  readonly media: QuietMedia;
  readonly log: RunLog;
}

export class CallerDriver {
  private readonly link: PhoneLink;
  private readonly sdpOffer = `caller ${randomUUID()}`;
  private readonly timers = new Set<NodeJS.Timeout>();
  private callToken: string | null = null;
  private story: CallerStory | null = null;
  private didGiveUp = false;
  private finish: () => void = () => undefined;
  private readonly finished = new Promise<void>((resolve) => (this.finish = resolve));

  constructor(
    private readonly planned: PlannedCall,
    private readonly deps: CallerDeps,
  ) {
    this.link = new PhoneLink({ url: deps.url, seat: planned.nr });
    this.link.socket.on('phone:changed', ({ view }: { view: PhoneWire }) => this.saw(view));
    this.link.socket.on('connect', () => this.resume());
  }

  /** Lives through the call; resolves when it is over, with whether the caller gave up waiting. */
  async run(): Promise<{ didGiveUp: boolean }> {
    if (!(await this.isConnected()) || !(await this.dial())) this.finish();
    await this.finished;
    for (const timer of this.timers) clearTimeout(timer);
    this.link.close();
    return { didGiveUp: this.didGiveUp };
  }

  /** For the end of the run: hangs up whatever is still going on. */
  giveUp(): void {
    void this.hangUp();
  }

  private isConnected(): Promise<boolean> {
    const { socket } = this.link;
    if (socket.connected) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), CONNECT_WAIT_MS);
      socket.once('connect', () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  private async dial(): Promise<boolean> {
    const { fromNumber, toNumber, patienceMs } = this.planned;
    const { log, media } = this.deps;
    const answer = await this.link.askJustOnce('phone:dial', { fromNumber, toNumber, sdpOffer: this.sdpOffer });
    if (answer === null) {
      log.lostDials += 1;
      return false;
    }
    if (!answer.ok) {
      log.refused('phone:dial', answer.error.code);
      log.refusedDials += 1;
      return false;
    }
    const { view, callToken } = answer.data;
    this.callToken = callToken;
    if (view.callId !== null) {
      this.story = { callId: view.callId, didTalk: false };
      log.stories.push(this.story);
    }
    media.connect(this.sdpOffer);
    this.later(patienceMs, () => {
      if (this.story?.didTalk === true) return;
      this.didGiveUp = true;
      void this.hangUp();
    });
    this.saw(view);
    return true;
  }

  private saw(view: PhoneWire): void {
    if (this.callToken === null || (view.callId !== null && view.callId !== this.story?.callId)) return;
    if (view.state === 'ended') this.finish();
    if (view.state !== 'talking' || this.story === null || this.story.didTalk) return;
    this.story.didTalk = true;
    const { talkMs } = this.planned;
    if (talkMs !== null) this.later(talkMs, () => void this.hangUp());
  }

  private resume(): void {
    const { callToken } = this;
    if (callToken === null) return;
    void this.link.ask('phone:resume', { callToken, sdpOffer: null }).then((answer) => {
      if (answer.ok) this.saw(answer.data.view);
      else if (answer.error.code !== NO_ANSWER) this.deps.log.refused('phone:resume', answer.error.code);
    });
  }

  private async hangUp(): Promise<void> {
    const { callToken } = this;
    if (callToken === null) return;
    if (this.planned.closesPage) {
      this.deps.media.hangUp(this.sdpOffer);
      this.finish();
      return;
    }
    const answer = await this.link.ask('phone:hang-up', { callToken });
    if (!answer.ok && answer.error.code !== NO_ANSWER) this.deps.log.refused('phone:hang-up', answer.error.code);
    this.deps.media.hangUp(this.sdpOffer);
    this.finish();
  }

  private later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, ms / this.deps.speed);
    this.timers.add(timer);
  }
}
