/**
 * What all state machines of the product share: a table says which event leads from which state to which, anything not
 * in the table is refused. The tables are data so that tests can walk every state × event pair and people can read them.
 */
export type TransitionTable<S extends string, E extends string> = Readonly<Record<S, Readonly<Partial<Record<E, S>>>>>;

/** The state an event leads to, or undefined when the table does not allow it in this state. */
export function nextState<S extends string, E extends string>(
  table: TransitionTable<S, E>,
  state: S,
  event: E,
): S | undefined {
  return table[state][event];
}

/** States with no way out: once there, an entity stays there. */
export function terminalStates<S extends string, E extends string>(
  table: TransitionTable<S, E>,
  states: readonly S[],
): readonly S[] {
  return states.filter((state) => Object.keys(table[state]).length === 0);
}
