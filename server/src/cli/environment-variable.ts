/** The value of an environment variable, whose name an access file gives; undefined when it is not set. */
export function environmentVariable(name: string): string | undefined {
  const value: unknown = Reflect.get(process.env, name);
  // Node's own object also answers to the names of Object.prototype, with functions.
  return typeof value === "string" ? value : undefined;
}
