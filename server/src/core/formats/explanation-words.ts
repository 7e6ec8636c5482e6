import type { Words } from "../words/words.ts";
import type { ExplanationEntry, FittingGateEntry } from "./report.ts";

/** What a text says of a call: "vault kv-one", "host kv-one.vault.azure.net", "address 10.1.2.4:443". */
export function whoFailed(
  { vault, client, connection }: Pick<ExplanationEntry, "vault" | "client" | "connection">,
  words: Words,
): readonly string[] {
  const { rows } = words.document;
  const { host = null, address = null, port = null, resolver = null } = connection ?? {};
  const at = address === null || port === null ? address : `${address}:${port}`;
  const parts = [
    [rows.vault, vault],
    [rows.client, client],
    [rows.host, host],
    [rows.address, at],
    [rows.dnsServer, resolver],
  ] as const;
  return parts.flatMap(([label, value]) => (value === null ? [] : [`${label} ${value}`]));
}

/** Whether a deployment was rejected rather than a caller. */
export function isRejection({ shape }: Pick<ExplanationEntry, "shape">): boolean {
  return shape.startsWith("rejected-");
}

/** "subnet:v/app → kv-one, blocked: …": the callers that meet a gate on the way to a vault, and what it does. */
export function sayCause(
  { from, vault, vaultName, outcome, text, environments }: FittingGateEntry,
  words: Words,
): string {
  const { document, refusals } = words;
  const more = from.length - mostCallers;
  const callers = [...from.slice(0, mostCallers), ...(more > 0 ? [document.sentences.more(more)] : [])];
  const whereTo = `${callers.join(", ")} → ${vaultName ?? vault}`;
  return words.inEnvironments(`${whereTo}, ${refusals.fits[outcome]}: ${text}`, environments);
}

/** More causes than these, and more callers of one, are only in the JSON report. */
export const mostCauses = 12;
const mostCallers = 4;
