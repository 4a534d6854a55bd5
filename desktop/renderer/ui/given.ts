/** Only the properties that have a value: components of the library do not take an explicit `undefined`. */
export function given<T extends object>(props: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  // What is left has no undefined in it, which is what the type says.
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
