import { COMMANDS } from '../../shared/protocol/commands';
import { EVENTS } from '../../shared/protocol/events';
import { HTTP_ROUTES, type HttpRouteRow } from '../../shared/protocol/http';
import { PHONE_COMMANDS, PHONE_EVENTS } from '../../shared/protocol/phone';
import { RATE_CLASSES } from '../../server/platform/edge/rate-limit';
import type { EdgeRules } from '../../server/platform/edge/edge-row';
import { fieldTable, GENERATED, page, table } from './markdown';
import type { RegisteredTables } from './registered-tables';
import { describeInside, describeType, fieldsOf, NAMED_TYPES } from './wire-types';
import type * as z from 'zod';

const RULES_EXPLAINED = `Each row says who may ask and what stands behind the answer:

- **roles**: who has the right; \`public\` is the door.
- **scope**: \`self\` = only what is the asker's own (offer, call, wrap-up, reviews); \`creditor\` = only creditors in the
  asker's scope; \`role\` = everybody with the role; \`api_key\` = only the creditor whose key asks. What is outside the scope is answered like what does not exist.
- **audit**: \`person_read\` = no audit row, no answer; \`person_write\` = the actor is in the audit, the fact in the journal.
- **rate**: how fast one person may ask; see the table at the end.`;

function rulesLine({ roles, scope, audit, rate, apiScope }: EdgeRules): string {
  if (apiScope !== undefined) return `Key with: ${apiScope} · scope: ${scope} · audit: ${audit} · rate: ${rate}`;
  const who = roles === 'public' ? 'public' : roles.join(', ');
  return `Roles: ${who} · scope: ${scope} · audit: ${audit} · rate: ${rate}`;
}

function rateTable(): string {
  const rows = Object.entries(RATE_CLASSES).map(([name, { perSecond, burst }]) => [
    `\`${name}\``,
    String(burst),
    String(perSecond),
  ]);
  return `## Rates\n\n${table(['class', 'at once', 'then per second'], rows)}`;
}

/** What a message carries: a table of its fields, a named type, or nothing. */
function part(title: string, schema: z.ZodType | undefined): string {
  if (schema === undefined) return '';
  const type = describeType(schema);
  if (type.startsWith('[')) return `${title}: ${type}`;
  const fields = fieldsOf(schema);
  if (fields.length > 0) return `${title}:\n\n${fieldTable(fields)}`;
  return `${title}: ${type === 'empty object' ? 'nothing' : type}`;
}

/** `http.md`: every route as it is served. */
export function httpPage({ routes }: RegisteredTables): string {
  const sections = routes.map((row) => {
    const shape: HttpRouteRow = HTTP_ROUTES[row.name];
    const isFile = row.name === 'importFile';
    const isSound = row.name === 'recordingAudio';
    return page([
      `## ${row.name}`,
      `\`${shape.method.toUpperCase()} ${shape.path}\``,
      rulesLine(row),
      part('Path', shape.params),
      part('Query', shape.query),
      isFile ? 'Body: the bytes of the file as `application/octet-stream`' : part('Body', shape.body),
      isSound ? 'Answer: WAV bytes, with byte ranges' : part('Answer', shape.response),
    ]).trimEnd();
  });
  return page([
    '# HTTP routes',
    GENERATED,
    `A login's token travels as \`Authorization: Bearer …\`; cookies are never used. A refusal is
\`{ "error": { "code": … } }\` with the status in [errors](errors.md). The running server hands out the same as
[OpenAPI 3.1](openapi.json) at \`/api/openapi.json\`. Besides these it answers \`/healthz\` (the process lives), \`/readyz\` (200
when calls can be taken) and \`/metrics\` (Prometheus).`,
    RULES_EXPLAINED,
    ...sections,
    rateTable(),
  ]);
}

/** `socket.md`: every command of workstations and of the phone page. */
export function socketPage({ commands, phoneCommands }: RegisteredTables): string {
  const ofStaff = commands.map((row) =>
    page([
      `## ${row.name}`,
      rulesLine(row),
      part('Payload', COMMANDS[row.name].payload),
      part('Result', COMMANDS[row.name].result),
    ]).trimEnd(),
  );
  const ofPhones = phoneCommands.map((name) =>
    page([
      `### ${name}`,
      part('Payload', PHONE_COMMANDS[name].payload),
      part('Result', PHONE_COMMANDS[name].result),
    ]).trimEnd(),
  );
  return page([
    '# Socket commands',
    GENERATED,
    `Socket.IO over WebSocket only. A workstation connects to \`/\` with \`auth: { token, protocolVersion, workstationId? }\` and
sends \`{ commandId, payload }\` under the command's name. The acknowledgement is \`{ ok: true, data }\` or
\`{ ok: false, error: { code } }\`; codes are in [errors](errors.md). The same \`commandId\` again gets the same answer and has no
second effect; with another payload it is refused with \`COMMAND_ID_REUSED\`.`,
    RULES_EXPLAINED,
    ...ofStaff,
    `## The phone page`,
    `The customer's phone connects to the namespace \`/phone\` without a login; a call is its own by the call's token.`,
    ...ofPhones,
    rateTable(),
  ]);
}

/** `events.md`: what the server sends by itself. */
export function eventsPage(): string {
  const section = ([name, schema]: [string, z.ZodType]): string => page([`## ${name}`, part('Data', schema)]).trimEnd();
  return page([
    '# Events',
    GENERATED,
    `Every event arrives in an envelope \`{ stream, epoch, seq, at, data }\`. \`seq\` is contiguous within its stream and epoch. After a
gap or with a new epoch a client fetches a snapshot (\`agent:snapshot\`, \`board:subscribe\`) and goes on from the position in it.
Events are hints; the snapshot is true.`,
    ...Object.entries(EVENTS).map(section),
    '## To the phone page',
    ...Object.entries(PHONE_EVENTS).map(([name, schema]) => section([name, schema]).replace('## ', '### ')),
  ]);
}

/** `types.md`: everything that has a name. */
export function typesPage(): string {
  const sections = [...NAMED_TYPES]
    .sort(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([name, schema]) => {
      const fields = fieldsOf(schema);
      return `## ${name}\n\n${fields.length > 0 ? fieldTable(fields) : describeInside(schema)}`;
    });
  return page([
    '# Types on the wire',
    GENERATED,
    `Times are epoch milliseconds stamped by the server (Instant), dates are \`yyyy-MM-dd\`, amounts are whole minor units (øre, öre,
cents) written as text so that no number type can round them.`,
    ...sections,
  ]);
}
