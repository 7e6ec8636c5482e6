import type { Session } from "./session.ts";
import { useDesktop, useWeb } from "./session.ts";

/** A VS Code in which every feature is driven; all tests of a group share its windows. */
export interface Host {
  readonly name: string;
  readonly use: () => Session;
}

export const hosts: readonly Host[] = [
  { name: "desktop, VS Code 1.100", use: () => useDesktop({}, none, "shared") },
  { name: "desktop, VS Code 1.139", use: () => useDesktop({ release: "current" }, none, "shared") },
  { name: "web, VS Code 1.91", use: () => useWeb("shared") },
];

const none = () => Promise.resolve([]);
