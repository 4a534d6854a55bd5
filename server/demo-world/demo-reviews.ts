import { CALL_SCORECARD, scoreCall } from '../../shared/qa/scorecard';
import type { LocalText } from '../../shared/lang/languages';
import type { SeededAgent } from './demo-logins';
import type { DemoWorld } from './demo-world';

/** So many reviews each agent with a login card has had. */
const REVIEWS_EACH = 3;
const HOUR_MS = 3_600_000;
/** Marks per question of the scorecard, in its order. */
const MARKS: readonly (readonly number[])[] = [
  [5, 4, 5, 4, 5, 4],
  [4, 3, 4, 3, 5, 5],
  [5, 5, 4, 5, 4, 3],
];
const SUMMARIES: readonly LocalText[] = [
  {
    nb: 'Rolig og tydelig. Kunden forsto hva som var betalt, og hva som gjensto.',
    sv: 'Lugnt och tydligt. Kunden förstod vad som var betalt och vad som återstod.',
    fi: 'Rauhallista ja selkeää. Asiakas ymmärsi, mitä oli maksettu ja mitä oli jäljellä.',
    en: 'Calm and clear. The customer understood what was paid and what was left.',
  },
  {
    nb: 'God løsning. Neste gang: fortell om kostnaden før du spør om datoen.',
    sv: 'Bra lösning. Nästa gång: berätta om kostnaden innan du frågar om datumet.',
    fi: 'Hyvä ratkaisu. Ensi kerralla: kerro kuluista ennen kuin kysyt päivää.',
    en: 'A good solution. Next time tell the cost before you ask for the date.',
  },
  {
    nb: 'Du fant årsaken med én gang. Fint at du spurte om noe mer var uklart.',
    sv: 'Du hittade orsaken direkt. Fint att du frågade om något mer var oklart.',
    fi: 'Löysit syyn heti. Hienoa, että kysyit, jäikö jotain epäselväksi.',
    en: 'You found the cause at once. Good that you asked whether anything was still unclear.',
  },
];
const COMMENT: LocalText = {
  nb: 'Her lar du kunden snakke ferdig. Det gjør resten enkelt.',
  sv: 'Här låter du kunden tala till punkt. Det gör resten enkelt.',
  fi: 'Tässä annat asiakkaan puhua loppuun. Se helpottaa kaikkea muuta.',
  en: 'Here you let the customer finish. It makes the rest easy.',
};

/** Reviews of each named agent's latest calls, all of them read. */
export function addReviews(world: DemoWorld, agents: readonly SeededAgent[], reviewerId: string): void {
  for (const agent of agents) {
    const calls = world.answeredCalls.filter((call) => call.agentId === agent.id).slice(-REVIEWS_EACH);
    calls.forEach((call, index) => addReview(world, { call, agent, reviewerId, index }));
  }
}

interface ReviewWish {
  readonly call: DemoWorld['answeredCalls'][number];
  readonly agent: SeededAgent;
  readonly reviewerId: string;
  readonly index: number;
}

function addReview(world: DemoWorld, wish: ReviewWish): void {
  const { call, agent } = wish;
  const at = Math.min(call.endedAt + 2 * HOUR_MS, world.nowMs - 60_000);
  const marks = MARKS[wish.index % MARKS.length] ?? [];
  const scores = CALL_SCORECARD.questions.map(({ key }, nr) => ({
    question: key,
    points: marks[nr] ?? 4,
    isNotApplicable: false,
  }));
  const result = scoreCall(CALL_SCORECARD, scores);
  if (result === null) throw new Error('A demo review does not fit the scorecard');
  const id = world.id('review', at);
  world.add('reviews', {
    id,
    call_id: call.callId,
    agent_id: agent.id,
    reviewer_id: wish.reviewerId,
    scorecard: CALL_SCORECARD.slug,
    scorecard_version: CALL_SCORECARD.version,
    score_bp: result.scoreBp,
    is_auto_failed: result.isAutoFailed,
    summary: SUMMARIES[wish.index % SUMMARIES.length]?.[agent.language] ?? '',
    published_at: new Date(at),
    seen_at: new Date(Math.min(at + HOUR_MS / 2, world.nowMs)),
  });
  for (const score of scores) {
    world.add('review_scores', {
      review_id: id,
      question: score.question,
      points: score.points,
      is_not_applicable: false,
    });
  }
  world.add('review_comments', { review_id: id, comment_no: 1, at_ms: 9_000, text: COMMENT[agent.language] });
  world.fact(at, 'review.published', call.callId, {
    reviewId: id,
    callId: call.callId,
    agentId: agent.id,
    scoreBp: result.scoreBp,
  });
}
