/**
 * The messages between client and server beyond the Language Server Protocol. They are plain JSON, so that any editor
 * can use them; places are `uri` and `range` as in LSP (0-based, in the negotiated position encoding). Codes are those
 * of the command line's JSON.
 */

export { decodeText } from "./core/text/decode.ts";
export { commonPattern, readableSymbol, withGaps } from "./core/access/shown-names.ts";
export { globMatcher } from "./core/text/glob.ts";
export type { VaultCount } from "./core/words/document-words.ts";
export type { Folded } from "./core/report/vault-list.ts";
export { countVaults, foldVaults, foldVerdicts } from "./core/report/vault-list.ts";
export { deadlines, limits } from "./core/text/limits.ts";
export type { Sentence } from "./core/words/sentence.ts";
export type { ChangeEffect } from "./core/formats/change-entry.ts";
export type { Exposure } from "./core/access/codes.ts";
export type { Reported, UnknownFact } from "./core/report/vault-facts.ts";
import type { ServerRequest } from "./protocol/requests.ts";

export type { Brief } from "./core/access/brief.ts";
export type { GateName } from "./core/access/codes.ts";
export type { VerdictWord } from "./core/access/verdict.ts";
export type { Picture, Shape } from "./core/formats/picture/layout.ts";

/** Methods that the client calls on the server; `ServerRequests` says what each sends and receives. */
export const serverRequests = {
  vaults: "keyvault-network/vaults",
  simulate: "keyvault-network/simulate",
  sources: "keyvault-network/sources",
  scan: "keyvault-network/scan",
  tests: "keyvault-network/tests",
  addTest: "keyvault-network/addTest",
  environments: "keyvault-network/environments",
  selectEnvironment: "keyvault-network/selectEnvironment",
  explain403: "keyvault-network/explain403",
  compareState: "keyvault-network/compareState",
  setBaseline: "keyvault-network/setBaseline",
  diff: "keyvault-network/diff",
  findings: "keyvault-network/findings",
  exportReport: "keyvault-network/exportReport",
  picture: "keyvault-network/picture",
  changesOfAccess: "keyvault-network/changesOfAccess",
  serviceTags: "keyvault-network/serviceTags",
  readLog: "keyvault-network/readLog",
  closeVault: "keyvault-network/closeVault",
  protect: "keyvault-network/protect",
} as const satisfies { readonly [Name in ServerRequest]: `keyvault-network/${Name}` };

/** Notifications of the server. */
export const serverNotifications = {
  /** Vaults and verdicts may have changed. */
  changed: "keyvault-network/changed",
  /** The server ends, because it did not respond or failed; with `EndedParams`. */
  ended: "keyvault-network/ended",
  /** What was left out has changed; with its `uri` as the client gave it in `initializationOptions`. */
  readAgain: "keyvault-network/readAgain",
} as const;

/** Commands of the client that code lenses, hovers and code actions run. */
export const clientCommands = {
  /** With a `VaultReference` as its argument, or none. */
  simulateAccess: "keyVaultNetwork.simulateAccess",
  /** The same. */
  closeVault: "keyVaultNetwork.closeVault",
  /** Without arguments. */
  selectEnvironment: "keyVaultNetwork.selectEnvironment",
  browseTrustedServices: "keyVaultNetwork.browseTrustedServices",
  showMatrix: "keyVaultNetwork.showMatrix",
  /** With the code of a rule as its argument, or none. */
  explainRule: "keyVaultNetwork.explainRule",
} as const;

/** Commands of the server, which any client can call through `workspace/executeCommand`. */
export const serverCommands = {
  /** Opens the page at the address given as its argument. */
  openDocumentation: "keyVaultNetwork.openDocumentation",
  /** Shows a place in a template; with a `Location` as its argument. */
  openDeclaration: "keyVaultNetwork.openDeclaration",
} as const;

/**
 * The address of a link in Markdown that runs a command of the client with arguments. A parenthesis would end the address, so that
 * what a file writes would become Markdown.
 */
export function commandAddress(command: string, ...args: readonly unknown[]): string {
  const encoded = encodeURIComponent(JSON.stringify(args));
  return `command:${command}?${encoded.replaceAll("(", "%28").replaceAll(")", "%29")}`;
}
