import type { ForbiddenShape } from "../access/refusal.ts";
import { parseAddressSource } from "../ip/source-text.ts";
import type { About } from "./about.ts";
import { type ConsumerText, consumerTexts, deploymentTexts } from "./consumer-texts.ts";
import { firstOfVault } from "./endpoint.ts";
import { earliest, type Rank, type Ranked } from "./rank.ts";
import { type ConnectionFailure, findFailure, vaultIn } from "./read-failure.ts";

/** The parts of a 403 that concern the network. The caller's identity is never read. */
export interface Forbidden {
  readonly kind: "forbidden";
  readonly shape: ForbiddenShape;
  /** The address that the service saw; null if the text does not contain it. */
  readonly client: string | null;
  /** The name of the vault; null if the text does not contain it. */
  readonly vault: string | null;
  /** What else the text names that may say which vault is meant, and who called it. */
  readonly about?: About;
}

/** The first 403 of a key vault in a log; null when there is none. */
function findForbidden(plain: string): Ranked<Forbidden> | null {
  const found = firstMatch(plain);
  if (!found) return null;
  const { shape, index, rank } = found;
  const rest = plain.slice(index);
  const client = clientIn(rest) ?? clientIn(plain);
  const vault = vaultIn(rest) ?? vaultIn(plain);
  const about = found.about ?? aboutIn(plain);
  return {
    ...{ rank, start: index },
    found: { kind: "forbidden", shape, client, vault, ...(about ? { about } : {}) },
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
  ["permission", /ForbiddenBy(?:Rbac|Policy)\b/i],
  ["permission", /caller is not authorized to perform action on resource/i],
  ["permission", /does not have \w+ \w+ permission on key vault/i],
];

/** Codes accompany the texts above, and appear alone if a log omits the text. */
const codes: readonly (readonly [ForbiddenShape, RegExp])[] = [
  ["perimeter", /\bForbiddenByNsp\b|\baccess denied by network security perimeter\b/i],
  ["firewall", /\bForbiddenByFirewall\b/i],
  ["disabled", /\bForbiddenByConnection\b/i],
];

/** A code that other services use as well. */
const denials: typeof texts = [["permission", /\bAccessDenied\b/gi]];

/** A 403 whose meaning has not been determined yet, and the status of a Key Vault reference for it. */
const others: typeof texts = [
  [
    "unknown",
    /"code"\s*:\s*"Forbidden"|\bAccessToKeyVaultDenied\b|\b403 ?\(?Forbidden\b(?<!tunnel connection failed: 403 Forbidden)/gi,
  ],
];

/** A number that may be one, unless a proxy answered it. */
const numbers: typeof texts = [
  ["unknown", /(?<!tunnel connection failed: |tunnel failed, response )\b403\b(?! from proxy)/gi],
];

interface Match {
  readonly shape: ForbiddenShape;
  readonly index: number;
  readonly rank: Rank;
  readonly about?: About;
}

function firstMatch(plain: string): Match | null {
  return (
    first(plain, texts, "certain") ??
    first(plain, codes, "certain") ??
    first(plain, denials, "rejected") ??
    said(plain, consumerTexts, "rejected") ??
    first(plain, others, "rejected") ??
    first(plain, numbers, "number") ??
    said(plain, deploymentTexts, "status")
  );
}

/** The first text of a consumer or deployment. */
function said(plain: string, among: readonly ConsumerText[], rank: Rank): Match | null {
  for (const { shape, sign, about, isMeant } of among) {
    const match = shape === null ? null : sign.exec(plain);
    if (shape !== null && match && isMeant?.(plain) !== false)
      return { shape, index: match.index, rank, about: about(match.groups ?? {}, plain) };
  }
  return null;
}

/** The caller, where the vault's own answer is quoted by it. */
function aboutIn(plain: string): About | null {
  for (const { sign, about } of consumerTexts) {
    const match = sign.exec(plain);
    if (match) return about(match.groups ?? {}, plain);
  }
  return null;
}

function first(plain: string, patterns: typeof texts, rank: Rank): Match | null {
  const matches = patterns.flatMap(([shape, pattern]) => {
    const index = pattern.global ? (firstOfVault(plain, pattern)?.index ?? -1) : plain.search(pattern);
    return index < 0 ? [] : [{ shape, index, rank }];
  });
  return matches.sort((a, b) => a.index - b.index)[0] ?? null;
}

function clientIn(plain: string): string | null {
  const [, address] = /client address:?\s*\(?([0-9a-f.:]*[0-9a-f])/i.exec(plain) ?? [];
  if (address === undefined) return null;
  const { kind } = parseAddressSource(address);
  return kind === "malformed" ? null : address;
}

/** Why a call to a key vault failed: the vault answered and rejected it, or no answer came. */
export type LoggedError = Forbidden | ConnectionFailure;

/**
 * Finds the first failed call to a key vault in a body or in a log around it: what SDKs, the Azure CLI, Terraform, pipelines and
 * network tools print of it. Null when there is none.
 */
export function readError(text: string): LoggedError | null {
  const plain = plainLog(text);
  const found = [findForbidden(plain), findFailure(plain)].flatMap((each) => each ?? []);
  return earliest<LoggedError>(found)?.found ?? null;
}

/** What terminals take for colours: an escape, and what follows it. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** A log without colours, frames of Terraform, times of pipelines, and escaped or real line ends, which all become blanks. */
function plainLog(text: string): string {
  return text
    .replace(colours, "")
    .replace(/^\s*(?:\d{4}-\d{2}-\d{2}T[\d:.]+Z?\s+)?(?:##\[error\]\s*)?[│|╷╵]?\s*/gm, " ")
    .replace(/(?<!\\)(?:(?:\\+r)?\\+n|\\+[rt])/g, " ")
    .replace(/(?<!\\)\\+"/g, '"')
    .replace(/\s+/g, " ");
}
