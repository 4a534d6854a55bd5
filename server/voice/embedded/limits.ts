/** Every time limit of the embedded carrier, by name. */

/** A leg whose offer was answered but never sent audio. */
export const LEG_NEVER_CONNECTED_MS = 30_000;
/** A leg that sent audio and went quiet on the network: longer than an ICE restart takes (measured up to 12 s). */
export const LEG_MEDIA_LOST_MS = 20_000;
/** Rooms at the same time; the mixer of one core carries some sixty conversations, and a flood must not take it all. */
export const ROOMS_MAX = 200;
/** A room with no leg in it. */
export const ROOM_EMPTY_END_MS = 120_000;
/** A room while no server is attached: people may finish their sentence, not hang on for ever. */
export const ROOM_WITHOUT_SERVER_END_MS = 10 * 60_000;
/** A media process that no server wants any more, and that has no room left, ends itself. */
export const PROCESS_WITHOUT_SERVER_END_MS = 60 * 60_000;
export const SWEEP_EVERY_MS = 500;
export const QUALITY_EVERY_MS = 5000;
/** Answers kept for repeated commands. */
export const COMMAND_ANSWERS_KEPT_MAX = 5000;
/** Ended calls remembered, so that a late command does not open them anew. */
export const ENDED_CALLS_KEPT_MAX = 20_000;
/** The media process ends all rooms and closes within this. */
export const SHUTDOWN_MS_MAX = 5000;

/** The server gives up waiting for an answer. Joining gathers addresses and makes keys, so it is the slowest. */
export const COMMAND_TIMEOUT_MS = 5000;
export const HELLO_TIMEOUT_MS = 3000;
export const RECONNECT_MS_MIN = 100;
export const RECONNECT_MS_MAX = 3000;
/** Between tries of a server that was replaced by another. */
export const OCCUPIED_RETRY_MS = 5000;
/** Calls whose events the server stores at the same time; the pool has room for as many and for the commands beside them. */
export const CALLS_STORED_AT_ONCE_MAX = 6;
/** Between tries to hand an event to a listener that failed to store it. */
export const EVENT_RETRY_MS = 500;
/** Either side drops a control socket that does not answer pings this long. */
export const HEARTBEAT_MS = 5000;
