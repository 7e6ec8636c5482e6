import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A request, as the log of a vault knows it. */
export interface Request {
  readonly vault?: string;
  readonly ip: string;
  readonly operation?: string;
  readonly status?: number;
  readonly time?: string;
  readonly subnet?: string;
  readonly service?: string;
  readonly way?: string;
}

/** The forms in which logs are kept. */
export const forms = ["records", "lines", "list", "audit", "diagnostics", "csv", "semicolons"] as const;
export type Form = (typeof forms)[number];

/** Told by every record where a log tells who called, for what, and with which program. */
export const secrets = ["IDENTITY-7f3a", "OBJECT-91bc", "AGENT-d04e", "DETAIL-55aa"] as const;

/** The text of a log with these requests. It is written without the reader, from what is published about the forms. */
export function logOf(requests: readonly Request[], form: Form = "records"): string {
  switch (form) {
    case "records":
      return JSON.stringify({ records: requests.map(stored) }, null, 2);
    case "list":
      return JSON.stringify(requests.map(audited));
    case "lines":
      return requests.map((each) => `${JSON.stringify(stored(each))}\n`).join("");
    case "audit":
      return requests.map((each) => `${JSON.stringify(audited(each))}\r\n`).join("");
    case "diagnostics":
      return JSON.stringify(requests.map(diagnosed), null, 1);
    case "csv":
      return tableOf(requests.map(diagnosed), ",");
    case "semicolons":
      return tableOf(requests.map(audited), ";");
  }
}

const [identity, object, agent, detail] = secrets;

function idOf({ vault = "kv-shop" }: Request): string {
  return `/SUBSCRIPTIONS/A/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/${vault.toUpperCase()}`;
}

function uriOf({ vault = "kv-shop" }: Request): string {
  return `https://${vault}.vault.azure.net/secrets/${object}/?api-version=7.4`;
}

function stored(request: Request): object {
  const {
    ip,
    operation = "SecretGet",
    status = 200,
    time = "2026-11-01T10:00:00.1234567Z",
    subnet,
    service,
    way,
  } = request;
  return {
    time,
    resourceId: idOf(request),
    operationName: operation,
    operationVersion: "7.4",
    category: "AuditEvent",
    resultType: "Success",
    resultSignature: status === 200 ? "OK" : "Forbidden",
    resultDescription: `Caller is not allowed {"${detail}`,
    durationMs: "78",
    callerIpAddress: ip,
    correlationId: detail,
    identity: {
      claim: { appid: identity, upn: `${identity}@example.com`, "http://x/\\upn}": `{"${identity}\n` },
    },
    properties: {
      clientInfo: `${agent} "quoted" \\ {`,
      requestUri: uriOf(request),
      id: uriOf(request),
      httpStatusCode: status,
      ...(subnet === undefined ? {} : { subnetId: subnet }),
      ...(service === undefined ? {} : { trustedService: service }),
      ...(way === undefined ? {} : { addrAuthType: way, isAddressAuthorized: status !== 403 }),
    },
  };
}

function audited(request: Request): Readonly<Record<string, unknown>> {
  const {
    ip,
    operation = "SecretGet",
    status = 200,
    time = "2026-11-01T10:00:00.1234567Z",
    subnet,
    service,
    way,
  } = request;
  const values: Readonly<Record<string, unknown>> = {
    AddressAuthorizationType: way ?? "",
    CallerIpAddress: ip,
    ClientInfo: agent,
    CorrelationId: detail,
    HttpStatusCode: status,
    Id: uriOf(request),
    Identity: { claim: { upn: identity } },
    IsAddressAuthorized: status !== 403,
    OperationName: operation,
    Properties: `{"id":"${object}"}`,
    RequestUri: uriOf(request),
    _ResourceId: idOf(request).toLowerCase(),
    ResultDescription: detail,
    ResultSignature: status === 200 ? "OK" : "Forbidden",
    ResultType: "Success",
    SecretProperties: { name: object },
    SubnetId: subnet ?? "",
    TimeGenerated: time,
    TrustedService: service ?? null,
    Type: "AZKVAuditLogs",
  };
  return Object.fromEntries(auditColumns.map((name) => [name, values[name] ?? null]));
}

const auditColumns = readFileSync(join(import.meta.dirname, "published/azkvauditlogs.txt"), "utf8")
  .trim()
  .split("\n");

function diagnosed(request: Request): Readonly<Record<string, unknown>> {
  const {
    ip,
    operation = "SecretGet",
    status = 200,
    time = "2026-11-01T10:00:00.1234567Z",
    subnet,
    service,
    way,
  } = request;
  return {
    "TimeGenerated [UTC]": time.replace(/Z$/, ""),
    ResourceId: idOf(request),
    Category: "AuditEvent",
    ResourceProvider: "MICROSOFT.KEYVAULT",
    OperationName: operation,
    ResultType: "Success",
    ResultDescription: `${detail}, "and" more\nin two lines`,
    CallerIPAddress: ip,
    CorrelationId: detail,
    identity_claim_appid_g: identity,
    identity_claim_upn_s: `${identity}@example.com`,
    id_s: uriOf(request),
    requestUri_s: uriOf(request),
    clientInfo_s: agent,
    httpStatusCode_d: status,
    isAddressAuthorized_b: status !== 403,
    addrAuthType_s: way ?? "",
    subnetId_s: subnet ?? "",
    trustedService_s: service ?? "",
  };
}

function tableOf(records: readonly Readonly<Record<string, unknown>>[], separator: string): string {
  const cell = (value: unknown): string => {
    const text = typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
    return /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const [first = {}] = records;
  const rows = [Object.keys(first), ...records.map((each) => Object.values(each).map(cell))];
  return rows.map((row) => `${row.join(separator)}\r\n`).join("");
}
