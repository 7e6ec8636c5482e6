import type { ForbiddenShape } from "../access/refusal.ts";
import { parseAddressSource } from "../ip/source-text.ts";

/** The parts of a 403 that concern the network. The caller's identity is never read. */
export interface Forbidden {
  readonly shape: ForbiddenShape;
  /** The address that the service saw; null if the text does not contain it. */
  readonly client: string | null;
  /** The name of the vault; null if the text does not contain it. */
  readonly vault: string | null;
}

/**
 * Finds the first 403 of a key vault in a body or in a log around it: what SDKs, the Azure CLI, Terraform and pipelines print of
 * it. Null when there is none.
 */
export function readForbidden(text: string): Forbidden | null {
  const plain = withoutDecoration(text);
  const found = firstMatch(plain);
  if (!found) return null;
  const rest = plain.slice(found.index);
  return {
    shape: found.shape,
    client: clientIn(rest) ?? clientIn(plain),
    vault: vaultIn(rest) ?? vaultIn(plain),
  };
}

/**
 * The texts of the service, as public issues quote them, and the codes within
 * (https://learn.microsoft.com/azure/key-vault/general/common-error-codes).
 */
const texts: readonly (readonly [ForbiddenShape, RegExp])[] = [
  ["disabled-bypass-none", /caller was ignored because bypass is not set to '?AzureServices'?/i],
  ["disabled", /public network access is disabled and request is not from a trusted service/i],
  ["firewall-bypass-none", /caller was ignored because bypass is set to '?None'?/i],
  ["firewall", /client address (?:\([^()]*\) )?is not authorized and caller is not a trusted service/i],
  ["firewall", /firewall is turned on and your client ip address is not authorized/i],
  ["wrong-endpoint", /this tcp connection does not allow access to/i],
  ["permission", /ForbiddenBy(?:Rbac|Policy)\b|\bAccessDenied\b/i],
  ["permission", /caller is not authorized to perform action on resource/i],
  ["permission", /does not have \w+ \w+ permission on key vault/i],
];

/** Codes accompany the texts above, and appear alone if a log omits the text. */
const codes: readonly (readonly [ForbiddenShape, RegExp])[] = [
  ["firewall", /\bForbiddenByFirewall\b/i],
  ["disabled", /\bForbiddenByConnection\b/i],
];

/** A 403 whose meaning has not been determined yet. */
const others: typeof texts = [["unknown", /"code"\s*:\s*"Forbidden"|\b403\b/]];

interface Match {
  readonly shape: ForbiddenShape;
  readonly index: number;
}

function firstMatch(plain: string): Match | null {
  return earliest(plain, texts) ?? earliest(plain, codes) ?? earliest(plain, others);
}

function earliest(plain: string, patterns: typeof texts): Match | null {
  const matches = patterns.flatMap(([shape, pattern]) => {
    const index = plain.search(pattern);
    return index < 0 ? [] : [{ shape, index }];
  });
  return matches.sort((a, b) => a.index - b.index)[0] ?? null;
}

/** What terminals take for colours: an escape, and what follows it. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** Colours, the frames of Terraform, the times of pipelines, escaped and real line ends: all become blanks. */
function withoutDecoration(text: string): string {
  return text
    .replace(colours, "")
    .replace(/^\s*(?:\d{4}-\d{2}-\d{2}T[\d:.]+Z?\s+)?(?:##\[error\]\s*)?[│|╷╵]?\s*/gm, " ")
    .replace(/(?<!\\)(?:(?:\\+r)?\\+n|\\+r)/g, " ")
    .replace(/(?<!\\)\\+"/g, '"')
    .replace(/\s+/g, " ");
}

function clientIn(plain: string): string | null {
  const [, address] = /client address:?\s*\(?([0-9a-f.:]*[0-9a-f])/i.exec(plain) ?? [];
  if (address === undefined) return null;
  const { kind } = parseAddressSource(address);
  return kind === "malformed" ? null : address;
}

function vaultIn(plain: string): string | null {
  const [, named] = /\bVault: ([a-z][a-z0-9-]{1,62})\b/i.exec(plain) ?? [];
  const [, host] =
    /\b([a-z][a-z0-9-]{1,62})\.(?:vault|managedhsm)(?:core)?\.(?:azure|usgovcloudapi|microsoftazure)\./i.exec(
      plain,
    ) ?? [];
  return named ?? host ?? null;
}
