import { parseAddressSource } from "../ip/source-text.ts";
import { foldWord } from "../text/fold.ts";
import { LogSplitter, type Cells } from "./log-splitter.ts";

/** What the log says that a caller is: of a subnet or private connection it knows more than the address. */
export type LoggedKind = "address" | "ipv6" | "subnet" | "service" | "private";

/** The requests of one caller to one vault. Nothing else of the records is kept: no identity, no name of an object, no user agent. */
export interface LoggedCaller {
  /** The name of the vault, folded. */
  readonly vault: string;
  readonly kind: LoggedKind;
  /** An address in its canonical spelling, the ID of a subnet, or a text that may name a service. */
  readonly at: string;
  succeeded: number;
  failed: number;
  /** When it called first and last, in milliseconds; endless if no record has a time. */
  first: number;
  last: number;
}

/** What a log holds. */
export interface ReadLog {
  readonly callers: readonly LoggedCaller[];
  /** Records of calls to vaults, of other operations of vaults, and what is neither. */
  readonly counts: Readonly<Record<LeftOut | "calls" | "broken" | "foreign", number>>;
}

/** Operations that no firewall of a vault filters, or that are no calls. */
export type LeftOut = "controlPlane" | "challenges" | "notifications";

/**
 * Reads the audit log of key vaults piece by piece, and keeps what differs between callers only:
 * https://learn.microsoft.com/azure/key-vault/general/logging,
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/azkvauditlogs
 */
export class LogReader {
  readonly #callers = new Map<string, LoggedCaller>();
  readonly #counts = { calls: 0, broken: 0, foreign: 0, controlPlane: 0, challenges: 0, notifications: 0 };
  #splitter = this.#fresh();

  /** Takes the next part of a file, wherever it is cut. */
  push(text: string): void {
    this.#splitter.push(text);
  }

  /** Ends a file; another one may follow. */
  endFile(): void {
    this.#splitter.end();
    this.#splitter = this.#fresh();
  }

  /** What was read until now. */
  result(): ReadLog {
    return { callers: [...this.#callers.values()], counts: this.#counts };
  }

  #fresh(): LogSplitter {
    return new LogSplitter((cells) => {
      this.#counts[cells === null ? "broken" : this.#take(cells)]++;
    });
  }

  #take(cells: Cells): keyof ReadLog["counts"] {
    const operation = cells("operation");
    const vault = vaultOf(cells);
    const isAudit = ["", "auditevent"].includes(foldWord(cells("category")));
    if (operation === "" || vault === null || !isAudit) return "foreign";
    if (/EventGridNotification$/i.test(operation)) return "notifications";
    if (/^Vault[A-Z]/.test(operation)) return "controlPlane";
    // The first request has no token; the vault answers where to get one.
    if (/^Authentication$/i.test(operation) || Number(cells("status")) === 401) return "challenges";
    const caller = callerOf(cells);
    if (caller === null) return "broken";
    const key = `${vault} ${caller.kind} ${caller.at}`;
    const known = this.#callers.get(key) ?? { vault, ...caller, ...noCalls };
    this.#callers.set(key, known);
    known[isAnswered(cells) ? "succeeded" : "failed"]++;
    const written = cells("time");
    // Tables that are exported leave out that it is UTC.
    const time = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(written) ? written : `${written} UTC`);
    if (time < known.first) known.first = time;
    if (time > known.last) known.last = time;
    return "calls";
  }
}

const noCalls = { succeeded: 0, failed: 0, first: Infinity, last: -Infinity };

/** A vault that says there is no such secret was reached as well; one that refuses or fails may not have been. */
function isAnswered(cells: Cells): boolean {
  const status = Number.parseFloat(cells("status"));
  if (Number.isNaN(status)) return /^success/i.test(cells("result"));
  const isRefused = /^false$/i.test(cells("authorized"));
  return status < 400 || (status < 500 && status !== 403 && !isRefused);
}

/** The name of the vault in the ID of the resource, or else in the address that was called; null if there is neither. */
function vaultOf(cells: Cells): string | null {
  const id = /\/microsoft\.keyvault\/(?:vaults|managedhsms)\/([\w-]{1,127})(?:\/|$)/i;
  const address = /^https:\/\/([\w-]{1,127})\.(?:vault|managedhsm)\.[a-z.]+(?:[:/]|$)/i;
  const found = id.exec(cells("resource")) ?? address.exec(cells("uri")) ?? address.exec(cells("id"));
  return found?.[1] === undefined ? null : foldWord(found[1]);
}

/** Who called, as the columns say it, which know more than the address; null if no column does. */
function callerOf(cells: Cells): Pick<LoggedCaller, "kind" | "at"> | null {
  const [way, service, subnet] = [foldWord(cells("way")), cells("service"), cells("subnet")];
  if (way.includes("trusted") || !/^(?:|0|-|false|no|none|null)$/i.test(service.trim()))
    return { kind: "service", at: service };
  if (subnetId.test(subnet)) return { kind: "subnet", at: foldWord(subnet) };
  const reading = parseAddressSource(cells("address").replace(/^([\d.]+):\d+$/, "$1"));
  if (reading.kind === "malformed") return null;
  const kind = reading.kind === "ipv6" ? "ipv6" : "address";
  return { kind: way.includes("private") ? "private" : kind, at: reading.text };
}

const subnetId =
  /^\/subscriptions\/[\w-]+\/resourceGroups\/[\w.()-]+\/providers\/Microsoft\.Network\/virtualNetworks\/[\w.-]+\/subnets\/[\w.-]+$/i;
