import { useTranslation } from 'react-i18next';
import { AGENT_STATES, type AgentState } from '../../../../shared/agents/vocabulary';
import type { BoardWire } from '../../app/state/board';
import { Chip, type Tone } from '../../ui/Chip';
import type { IconName } from '../../ui/Icon';
import { durationText } from '../../ui/time-of-day';
import '../../ui/plain-table.css';

interface StateLook {
  readonly tone: Tone;
  readonly icon: IconName;
  /** Who can help now comes first. */
  readonly order: number;
}

/** Each state has its own shape besides its word and colour. */
const LOOKS: Readonly<Record<AgentState, StateLook>> = {
  available: { tone: 'good', icon: 'check', order: 0 },
  ringing: { tone: 'attention', icon: 'phoneIn', order: 1 },
  on_call: { tone: 'info', icon: 'phone', order: 2 },
  wrapping_up: { tone: 'neutral', icon: 'document', order: 3 },
  unavailable: { tone: 'attention', icon: 'pause', order: 4 },
  offline: { tone: 'neutral', icon: 'ring', order: 5 },
};

const STATES_SHOWN = [...AGENT_STATES].sort((a, b) => LOOKS[a].order - LOOKS[b].order);

interface AgentsTableProps {
  readonly board: BoardWire;
  readonly nowMs: number;
}

type AgentRow = BoardWire['agents'][number];

/** How many are in each state, and who has been in theirs for how long. */
export function AgentsTable({ board, nowMs }: AgentsTableProps) {
  const { t } = useTranslation(['boards', 'vocabulary']);
  const shown = board.agents
    .filter((agent) => agent.state !== 'offline')
    .sort((a, b) => LOOKS[a.state].order - LOOKS[b.state].order || a.name.localeCompare(b.name));
  const offline = board.agents.length - shown.length;
  if (board.agents.length === 0) return <p className="board-empty">{t('agents.empty')}</p>;
  return (
    <>
      <StateCounts counts={board.agentsByState} />
      {shown.length === 0 && <p className="board-empty">{t('agents.nobodyIn')}</p>}
      {shown.length > 0 && (
        <table className="fm-plain-table" data-look="quiet" aria-label={t('agents.title')}>
          <thead>
            <tr>
              <th scope="col">{t('agents.name')}</th>
              <th scope="col">{t('agents.state')}</th>
              <th scope="col" data-align="end">
                {t('agents.since')}
              </th>
              <th scope="col" data-align="end">
                {t('agents.callsToday')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((agent) => (
              <AgentLine key={agent.agentId} agent={agent} nowMs={nowMs} />
            ))}
          </tbody>
        </table>
      )}
      {offline > 0 && shown.length > 0 && <p className="board-note">{t('agents.offlineHidden', { count: offline })}</p>}
    </>
  );
}

function AgentLine({ agent, nowMs }: { readonly agent: AgentRow; readonly nowMs: number }) {
  const { t } = useTranslation(['boards', 'vocabulary']);
  const look = LOOKS[agent.state];
  return (
    <tr>
      <th scope="row">{agent.name}</th>
      <td>
        <Chip tone={look.tone} icon={look.icon}>
          {t(`vocabulary:agentState.${agent.state}`)}
        </Chip>
        {agent.reason !== null && (
          <span className="board-why">{t(`vocabulary:unavailableReason.${agent.reason}`)}</span>
        )}
      </td>
      <td data-align="end">
        <span role="timer" aria-live="off">
          {durationText(nowMs - agent.since)}
        </span>
      </td>
      <td data-align="end">{agent.callsToday}</td>
    </tr>
  );
}

function StateCounts({ counts }: { readonly counts: BoardWire['agentsByState'] }) {
  const { t } = useTranslation(['boards', 'vocabulary']);
  return (
    <ul className="board-states">
      {STATES_SHOWN.map((state) => (
        <li key={state}>
          <Chip tone={(counts[state] ?? 0) === 0 ? 'neutral' : LOOKS[state].tone} icon={LOOKS[state].icon}>
            {counts[state] ?? 0} {t(`vocabulary:agentState.${state}`).toLowerCase()}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
