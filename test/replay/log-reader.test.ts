import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LogReader, type ReadLog } from "../../server/src/core/index.ts";
import { amount } from "../support/amount.ts";
import { forms, logOf, type Request, secrets } from "./generated-log.ts";

/** A log that comes in pieces. */
function read(text: string, size = text.length): ReadLog {
  const reader = new LogReader();
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
  reader.endFile();
  return reader.result();
}

const published = (name: string): string =>
  readFileSync(join(import.meta.dirname, "published", name), "utf8");

const subnet =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app";

describe("what Microsoft publishes", () => {
  it("is one operation of the control plane", () => {
    const { callers, counts } = read(published("logging.json"));
    expect(callers).toEqual([]);
    expect(counts).toMatchObject({ controlPlane: 1, calls: 0, broken: 0, foreign: 0 });
  });

  it("is a call of the vault that its ID names, had it asked for a secret", () => {
    const { callers } = read(published("logging.json").replace('"VaultGet"', '"SecretGet"'));
    const at = Date.parse("2016-01-05T01:32:01.269Z");
    expect(callers).toEqual([
      {
        vault: "contosokeyvault",
        kind: "address",
        at: "104.40.82.76",
        succeeded: 1,
        failed: 0,
        first: at,
        last: at,
      },
    ]);
  });

  it("names operations, of which those on keys, secrets and certificates alone are calls", () => {
    const names = published("operations.txt").trim().split("\n");
    const kinds = names.map((operation) => [
      operation,
      read(logOf([{ ip: "203.0.113.1", operation }])).counts.calls,
    ]);
    const left = kinds.flatMap(([operation, calls]) => (calls === 0 ? [operation] : []));
    expect(left).toEqual(
      names.filter((name) => name === "Authentication" || /^Vault|EventGridNotification$/.test(name)),
    );
  });
});

const request: fc.Arbitrary<Request> = fc.record(
  {
    vault: fc.constantFrom("kv-shop", "kv-other"),
    ip: fc.constantFrom("203.0.113.7", "198.51.100.9", "10.0.0.4", "2001:db8::1"),
    operation: fc.constantFrom(
      "SecretGet",
      "KeySign",
      "VaultGet",
      "Authentication",
      "SecretNearExpiryEventGridNotification",
    ),
    status: fc.constantFrom(200, 401, 403, 404, 500),
    time: fc.constantFrom("2026-11-01T10:00:00.1234567Z", "2026-11-02T10:00:00Z"),
    subnet: fc.constantFrom("", subnet),
    service: fc.constantFrom("", "false", "AzureBackup"),
  },
  { requiredKeys: ["ip", "vault", "operation", "status", "time", "subnet", "service"] },
);

/** What a person would count with pen and paper. */
function counted(requests: readonly Required<Omit<Request, "way">>[]): readonly string[] {
  const calls = requests.filter(
    ({ operation, status }) => /^(?:SecretGet|KeySign)$/.test(operation) && status !== 401,
  );
  const keyOf = ({ vault, ip, subnet: from, service }: (typeof calls)[number]): string =>
    `${vault} ${service === "AzureBackup" ? "service" : from === "" ? ip : from.toLowerCase()}`;
  return [...new Set(calls.map(keyOf))]
    .map((key) => {
      const own = calls.filter((each) => keyOf(each) === key);
      const good = own.filter(({ status }) => status === 200 || status === 404).length;
      return `${key} ${good}/${own.length}`;
    })
    .sort();
}

describe("a log", () => {
  it("has the same callers in all of its forms, wherever it is cut", () => {
    fc.assert(
      fc.property(
        fc.array(request, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...forms),
        fc.integer({ min: 1, max: 200 }),
        (requests, form, size) => {
          const { callers, counts } = read(logOf(requests, form), size);
          const said = callers.map(
            ({ vault, kind, at, succeeded, failed }) =>
              `${vault} ${kind === "service" ? "service" : at} ${succeeded}/${succeeded + failed}`,
          );
          expect(said.toSorted()).toEqual(counted(requests as Required<Omit<Request, "way">>[]));
          expect(counts.broken + counts.foreign).toBe(0);
        },
      ),
      { numRuns: amount(150, 3000) },
    );
  });

  it.each(forms)("keeps nothing of who called, for what, and with which program (%s)", (form) => {
    const kept = JSON.stringify(
      read(logOf([{ ip: "203.0.113.7" }, { ip: "203.0.113.7", status: 403 }], form)),
    );
    expect(kept).toContain("203.0.113.7");
    for (const secret of secrets) expect(kept).not.toContain(secret);
  });

  it("says what a caller is by its columns before its address", () => {
    const kinds = (more: Partial<Request>): readonly string[] =>
      read(logOf([{ ip: "10.0.0.4", ...more }])).callers.map(({ kind, at }) => `${kind} ${at}`);
    expect(kinds({})).toEqual(["address 10.0.0.4"]);
    expect(kinds({ subnet })).toEqual([`subnet ${subnet.toLowerCase()}`]);
    expect(kinds({ subnet, service: "AzureBackup" })).toEqual(["service AzureBackup"]);
    expect(kinds({ way: "PrivateConnection" })).toEqual(["private 10.0.0.4"]);
    expect(kinds({ ip: "::ffff:203.0.113.7" })).toEqual(["address 203.0.113.7"]);
    expect(kinds({ ip: "203.0.113.7:443" })).toEqual(["address 203.0.113.7"]);
  });

  it("goes on behind records that are cut off, and counts them", () => {
    const lines = logOf([{ ip: "203.0.113.7" }, { ip: "203.0.113.7" }, { ip: "203.0.113.7" }], "lines").split(
      "\n",
    );
    const [one = "", two = "", three = ""] = lines;
    // Where only its end is missing, the line behind it is taken for a part of it.
    const cuts = [
      [20, 2],
      [200, 2],
      [two.length - 1, 1],
    ] as const;
    for (const [cut, broken] of cuts) {
      const { callers, counts } = read(`${one}\n${two.slice(0, cut)}\nnot JSON\n${three}\n`, 50);
      expect(callers.map(({ succeeded }) => succeeded)).toEqual([2]);
      expect(counts).toMatchObject({ calls: 2, broken });
    }
    expect(read(`${one}\n${two.slice(0, 100)}`).counts).toMatchObject({ calls: 1, broken: 1 });
  });

  it("counts rows with another number of cells, and records without an address, as broken", () => {
    const table = logOf([{ ip: "203.0.113.7" }, { ip: "<Redacted>" }], "csv");
    expect(read(`${table}a,b\r\n`).counts).toMatchObject({ calls: 1, broken: 2 });
  });

  it("of other services is not one of vaults", () => {
    const foreign = logOf([{ ip: "203.0.113.7" }]).replace("AuditEvent", "StorageRead");
    expect(read(foreign).counts).toMatchObject({ calls: 0, foreign: 1 });
  });

  it("neither overflows nor grows with what is no record", () => {
    const deep = `${'{"properties":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    expect(read(deep, 65_536).counts).toMatchObject({ calls: 0 });
    const endless = `{"a":[${"1,".repeat(3_000_000)}\n${logOf([{ ip: "203.0.113.7" }], "lines")}`;
    expect(read(endless, 65_536).counts).toMatchObject({ calls: 1 });
  });
});
