import { expect, test } from "vitest";
import { closed, parametersText, templateText, vaultResource, workspace } from "./workspace.ts";

/** What docs/migration.md says of what 0.1.0 wrote and read. */
const open = (): string =>
  templateText([vaultResource("kv", { defaultAction: "[parameters('action')]", bypass: "None" })], {
    parameters: { action: { type: "string", defaultValue: "Deny" } },
  });

test("a template is checked in each of its environments, and a finding says in which it holds", () => {
  const at = workspace({
    "main.json": open(),
    "main.parameters.dev.json": parametersText({ action: "Allow" }),
    "main.parameters.prod.json": parametersText({ action: "Deny" }),
  });
  const { status, report } = at.json("check", "./");
  const [found] = report.findings.filter(({ code }) => code === "KV101");
  expect([status, found?.environments]).toEqual([1, ["dev"]]);
  at.remove();
});

test("the tests of access files above and below both count", () => {
  const file = (name: string): string =>
    JSON.stringify({
      version: 1,
      tests: [{ name, from: ["internet"], to: ["kv"], expect: "deny" }],
    });
  const at = workspace({
    ".keyvault-access.jsonc": file("above"),
    "infra/.keyvault-access.jsonc": file("below"),
    "infra/main.json": templateText([vaultResource("kv", closed)]),
  });
  const { report } = at.json("test", "./");
  expect(report.tests.map(({ name }) => name).toSorted()).toEqual(["above", "below"]);
  at.remove();
});

test("a reader of the JSON of 0.1.0 finds its members", () => {
  const at = workspace({ "main.json": templateText([vaultResource("kv", { defaultAction: "Allow" })]) });
  const { report } = at.json("check", "./");
  const names = ["version", "tool", "vaults", "findings", "verdicts", "tests", "explanation", "changes"];
  expect(Object.keys(report)).toEqual(
    expect.arrayContaining([...names, "drift", "rules", "skipped", "errors"]),
  );
  const finding = ["code", "name", "severity", "message", "vault", "file", "line", "character"];
  expect(Object.keys(report.findings[0] ?? {})).toEqual(expect.arrayContaining(finding));
  at.remove();
});
