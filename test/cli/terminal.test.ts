import { afterAll, describe, expect, test } from "vitest";
import { main } from "../../server/src/cli/main.ts";
import { allowsColor } from "../../server/src/cli/process.ts";
import { showProgress } from "../../server/src/cli/progress.ts";
import { closed, linked, parametersText, templateText, vaultResource, workspace } from "./workspace.ts";

const bicep = (action: string): string => `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: {
    enableRbacAuthorization: true
\tnetworkAcls: { bypass: 'None', defaultAction: ${action} }
  }
}
`;
const at = workspace({
  "open/main.bicep": bicep("'Allow'"),
  "closed/main.bicep": bicep("'Deny'"),
  "hostile/main.bicep": bicep("/* \u001b[2J */ 'Allow'"),
  "long/main.bicep": bicep(`/* ${"x".repeat(300)} */ 'Allow'`),
  "crlf/main.bicep": bicep("'Allow'").replaceAll("\n", "\r\n"),
  "many/main.json": templateText(
    [
      vaultResource("kv-open", { defaultAction: "[parameters('action')]" }),
      vaultResource("kv-rules", {
        ...closed,
        ipRules: [{ value: "203.0.113.7" }, { value: "[parameters('more')]" }],
      }),
      linked("inner", "inner.json"),
    ],
    { parameters: { action: { type: "string", defaultValue: "Deny" }, more: { type: "string" } } },
  ),
  "many/main.parameters.dev.json": parametersText({ action: "Allow", more: "198.51.100.7" }),
  "many/main.parameters.prod.json": parametersText({ action: "Deny", more: "198.51.100.7" }),
  "many/inner.json": templateText([vaultResource("kv-inner", "[parameters('acls')]")], {
    parameters: { acls: { type: "object" } },
  }),
});
afterAll(at.remove);

/** What a run prints on a terminal. */
function shown(...argv: readonly string[]): string {
  let out = "";
  const given = argv.map((each) => (each.startsWith("./") ? at.path(each) : each));
  main(given, {
    out: (text) => (out += text),
    error: () => undefined,
    ...{ color: true, isTerminal: true },
    input: () => ({ failure: { isMissing: true, fault: { kind: "no-input" } } }),
  });
  return out;
}

// The escapes of a terminal are what is looked for.
// oxlint-disable-next-line no-control-regex
const withoutPaint = (text: string): string => text.replace(/\u001b\[\d+m/g, "");

describe("the text of a check", () => {
  test("has the line of the file on a terminal, marked, with the first fix", () => {
    const lines = withoutPaint(shown("check", "./open")).split("\n");
    const message = lines.findIndex((line) => line.includes("KV101"));
    expect(lines.slice(message + 1, message + 4)).toEqual([
      "  5 |  networkAcls: { bypass: 'None', defaultAction: 'Allow' }",
      "    |                                                ^^^^^^^",
      "  fix: Set defaultAction to 'Deny' (blocks callers that are not listed)",
    ]);
  });

  test("has the same line where lines end in another way", () => {
    const frame = (folder: string): readonly string[] =>
      withoutPaint(shown("check", folder))
        .split("\n")
        .filter((line) => line.includes(" | "));
    expect(frame("./crlf")).toEqual(frame("./open"));
  });

  test("says the same without colors", () => {
    expect(shown("check", "./open", "--no-color")).toBe(withoutPaint(shown("check", "./open")));
  });

  test("has no line of the file elsewhere, but the fix", () => {
    const { out } = at.run("check", "./open");
    expect(out).not.toContain("^^^");
    expect(out).toContain("\n  fix: Set defaultAction to 'Deny' (blocks callers that are not listed)\n");
    expect(shown("check", "./open", "--output", at.path("report.txt"))).toBe("");
  });

  test("shows what a line hides, and no line that is too long", () => {
    expect(withoutPaint(shown("check", "./hostile"))).toContain("/* \\u001b[2J */ 'Allow'");
    expect(shown("check", "./long")).toContain("KV101");
    expect(shown("check", "./long")).not.toContain("xxx");
  });

  test.each([
    ["./open", "1 warning; 1 fixable; 1 vault."],
    ["./closed", "0 findings; 1 vault."],
  ])("of %s ends with what there is of each severity", (folder, last) => {
    expect(at.run("check", folder).out.trimEnd().split("\n").at(-1)).toBe(last);
  });

  test("says what is wrong with a path before it counts nothing", () => {
    const { status, out } = at.run("check", "./nowhere", "./closed");
    expect(status).toBe(2);
    const lines = out.trimEnd().split("\n");
    expect(lines.at(-1)).toBe("0 findings; 1 vault.");
    expect(lines.findIndex((line) => line.includes("no such file or folder"))).toBe(lines.length - 2);
  });
});

describe("vaults", () => {
  test("are a table, with a row for what differs between environments", () => {
    const lines = at.run("vaults", "./many").out.trimEnd().split("\n");
    expect(lines.map((line) => line.replaceAll(/ {2,}/g, " | "))).toEqual([
      "Vault | Where | Environments | Exposure | Trusted services | IP rules | Subnet rules | Private endpoints | Callers",
      "kv-open | many/main.json:17 | dev | public | allowed | 0 | 0 | 0 | 0",
      "kv-open | many/main.json:17 | prod | private | allowed | 0 | 0 | 0 | 0",
      "kv-inner | many/inner.json:13 (inner) | dev, prod | depends on parameter acls | depends | 0+ | 0+ | 0 | 0",
      "kv-rules | many/main.json:27 | dev, prod | selected networks | denied | 2 | 0 | 0 | 0",
      "3 vaults.",
    ]);
    expect(new Set(lines.slice(1, -1).map(({ length }) => length)).size).toBe(1);
  });

  test("have no column of environments where there are none, and all of each with --details", () => {
    expect(at.run("vaults", "./open").out).not.toContain("Environments");
    const { out } = at.run("vaults", "./open", "--details");
    expect(out).toContain("  default action    Allow\n");
    expect(at.run("check", "./open", "--details")).toMatchObject({ status: 2, out: "" });
  });
});

test.each([
  [{}, true],
  [{ NO_COLOR: "" }, true],
  [{ NO_COLOR: "1" }, false],
  [{ NO_COLOR: "0" }, false],
])("the environment %j allows colors: %s", (environment, allowed) => {
  expect(allowsColor(environment)).toBe(allowed);
});

describe("progress", () => {
  let [time, written] = [0, ""];
  const started = (columns?: number) => {
    [time, written] = [0, ""];
    return showProgress(
      (text) => (written += text),
      () => time,
      columns,
    );
  };
  const erase = "\r\u001b[K";

  test("names what long work is at, at most ten times in a second", () => {
    const { step, clear } = started();
    for (time = 0; time < 2_000; time += 10) step("infra/main.bicep", time / 10, 200);
    const lines = written.split(erase).slice(1);
    expect(lines[0]).toBe("101/200 infra/main.bicep (1 s)");
    expect(lines.length).toBe(10);
    clear();
    expect(written.endsWith(`(2 s)${erase}`)).toBe(true);
  });

  test("shows nothing of short work, and leaves nothing to clear", () => {
    const { step, clear } = started();
    for (time = 0; time < 990; time += 10) step("infra/main.bicep", 0, null);
    clear();
    expect(written).toBe("");
  });

  test("keeps the end of a path that is wider than the terminal", () => {
    const { step } = started(30);
    time = 1_000;
    step(`${"folder/".repeat(20)}main.bicep`, 0, null);
    expect(written).toMatch(/\u2026(?:[a-z]*\/)*main\.bicep \(1 s\)$/);
    expect(written.length).toBeLessThan(30 + erase.length);
  });
});
