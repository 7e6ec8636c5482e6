/** What the program can be asked to do. */
export const commands = [
  "check",
  "vaults",
  "simulate",
  "test",
  "explain-403",
  "diff",
  "replay",
  "rules",
] as const;

export type Command = (typeof commands)[number];
