import { describe, expect, test } from "vitest";
import {
  analyze,
  applyChanges,
  changesFor,
  givenByHand,
  type ReportedFinding,
  suppressionChange,
} from "../../server/src/core/index.ts";
import { check, type CheckOptions } from "../../server/src/core/workspace/check.ts";
import { templateOf, vaultWith } from "../rules/harness/templates.ts";
import { relatedOf, titleOf } from "../support/said.ts";

const open = templateOf(vaultWith('"networkAcls": { "defaultAction": "Allow", "bypass": "None" }'));

describe("severities", () => {
  test("are the rule's own unless the settings say otherwise", () => {
    expect(brief(checkText(open))).toEqual(["KV101 warning"]);
    expect(brief(checkText(open, { severities: new Map([["KV101", "error"]]) }))).toEqual(["KV101 error"]);
    expect(brief(checkText(open, { severities: new Map([["KV101", "off"]]) }))).toEqual([]);
  });

  test("override what a finding says of itself", () => {
    const dash = templateOf(
      vaultWith(
        '"networkAcls": { "defaultAction": "Deny", "bypass": "None", "ipRules": [{ "value": "203.0.113.1-203.0.113.9" }] }',
      ),
    );
    expect(brief(checkText(dash))).toEqual(["KV202 warning"]);
    expect(brief(checkText(dash, { severities: new Map([["KV202", "hint"]]) }))).toEqual(["KV202 hint"]);
  });
});

test("the widest prefix is a setting", () => {
  const text = templateOf(
    vaultWith(
      '"networkAcls": { "defaultAction": "Deny", "bypass": "None", "ipRules": [{ "value": "203.0.113.0/26" }] }',
    ),
  );
  expect(brief(checkText(text))).toEqual([]);
  expect(brief(checkText(text, { widestIpPrefix: 28 }))).toEqual(["KV103 info"]);
});

describe("suppressing", () => {
  test.each([
    ["\n", "  "],
    ["\r\n", "\t"],
  ])("writes a comment above the finding, in the style of the file", (newline, indent) => {
    const text = open.replaceAll("  ", indent).replaceAll("\n", newline);
    const [finding] = checkText(text);
    if (!finding) throw new Error("The vault is open.");
    const change = suppressionChange(finding, { id: path, text }, "a test vault");
    const suppressed = applyChanges(text, [change]);
    expect(suppressed.length - text.length).toBe(change.text.length);
    expect(change.text).toMatch(/^[ \t]+\/\/ keyvault-network-ignore KV101: a test vault\r?\n$/);
    expect(checkText(suppressed).map((each) => each.suppressed)).toEqual([
      { reason: "a test vault", until: null, by: path },
    ]);
  });

  test("writes the comment that Terraform's files have", () => {
    const text = 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n';
    const span = { document: "/main.tf", start: text.indexOf("name"), end: text.indexOf("name") + 4 };
    const change = suppressionChange({ code: "KV101", span }, { id: "/main.tf", text }, "a test vault");
    expect(applyChanges(text, [change]).split("\n")[1]).toBe(
      "  # keyvault-network-ignore KV101: a test vault",
    );
  });

  test("of an open vault reports its private endpoint, which is a related place of it otherwise", () => {
    const endpoint = `{
      "type": "Microsoft.Network/privateEndpoints", "apiVersion": "2023-09-01", "name": "pe",
      "properties": { "privateLinkServiceConnections": [
        { "name": "kv", "properties": { "privateLinkServiceId": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]", "groupIds": ["vault"] } }
      ] }
    }`;
    const text = open.replace(/\]\s*\}\s*$/, `, ${endpoint}]}`);
    const accepted = (findings: readonly ReportedFinding[]): readonly unknown[] =>
      findings
        .filter(({ code }) => ["KV101", "KV104"].includes(code))
        .map(({ code, suppressed }) => [code, suppressed?.reason ?? null]);
    expect(accepted(checkText(text))).toEqual([["KV101", null]]);
    expect(checkText(text).flatMap(({ related }) => related.map(({ fact }) => fact.kind))).toContain(
      "endpoint-closes-nothing",
    );
    const atVault = text.replace(
      '"networkAcls"',
      '// keyvault-network-ignore KV101: a test vault\n"networkAcls"',
    );
    expect(accepted(checkText(atVault))).toEqual([
      ["KV101", "a test vault"],
      ["KV104", "a test vault"],
    ]);
    const other = text.replace(
      '"networkAcls"',
      '// keyvault-network-ignore KV106: a test vault\n"networkAcls"',
    );
    expect(accepted(checkText(other))).toEqual([["KV101", null]]);
    const off = { severities: new Map([["KV101", "off"]] as const) };
    expect(accepted(checkText(text, off))).toEqual([["KV104", null]]);
    const lowered = { severities: new Map([["KV101", "hint"]] as const) };
    expect(accepted(checkText(text, lowered))).toContainEqual(["KV104", null]);
  });

  test("leaves a default action to itself where no rule reports an open vault", () => {
    const implicit = open.replace(/"defaultAction": "Allow",? ?/, "");
    expect(brief(checkText(implicit))).toEqual(["KV101 warning"]);
    const closed = implicit.replace('"networkAcls"', '"publicNetworkAccess": "Disabled", "networkAcls"');
    expect(brief(checkText(closed))).toContain("KV105 info");
  });

  test("expires only where the day is known", () => {
    const text = open.replace(
      '"networkAcls"',
      '// keyvault-network-ignore KV101 until 2020-01-01: old\n"networkAcls"',
    );
    expect(checkText(text).map((each) => each.suppressed?.until)).toEqual(["2020-01-01"]);
    expect(brief(checkText(text, { today: "2020-01-01" }))).toEqual(["KV101 warning"]);
    expect(brief(checkText(text, { today: "2020-01-02" }))).toEqual(["KV901 warning", "KV101 warning"]);
  });

  test("of other tools counts only where the settings say so", () => {
    const text = open.replace('"networkAcls"', '// trivy:ignore:AVD-AZU-0013\n"networkAcls"');
    expect(checkText(text)[0]?.suppressed).toBeNull();
    expect(checkText(text, { honorOtherTools: true })[0]?.suppressed?.reason).toBe(
      "trivy:ignore:AVD-AZU-0013",
    );
  });
});

describe("fixes", () => {
  test("say which parameter they change, and how often it is used", () => {
    const text = templateOf(
      `${vaultWith(`"networkAcls": { "defaultAction": "[parameters('action')]", "bypass": "None" }`)},
      ${vaultWith(`"networkAcls": { "defaultAction": "[parameters('action')]", "bypass": "None" }`).replace('"kv"', '"kv2"')}`,
      '"action": { "type": "string", "defaultValue": "Allow" }',
    );
    const [finding] = checkText(text);
    expect(finding?.fixes().map(titleOf)).toEqual([
      "Set defaultAction to 'Deny' (blocks callers that are not listed) (default of parameter `action`, used 2 times)",
    ]);
    expect(finding?.instances.map((instance) => instance.vault)).toEqual(["kv", "kv2"]);
    expect(finding && relatedOf(finding)).toEqual(["The same applies to 'kv2'."]);
  });

  test("of a value in a parameter file change that file", () => {
    const template = templateOf(
      vaultWith(`"networkAcls": { "defaultAction": "[parameters('action')]", "bypass": "None" }`),
      '"action": { "type": "string" }',
    );
    const parameters =
      '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": { "action": { "value": "Allow" } } }';
    const texts = new Map([
      [path, template],
      ["/kv.parameters.json", parameters],
    ]);
    const documents = new Map([...texts].map(([id, text]) => [id, { id, text }]));
    const files = {
      get: (id: string) => documents.get(id) ?? null,
      resolve: (_from: string, to: string) => to,
    };
    const analysis = analyze({ root: path, files, environment: givenByHand(["/kv.parameters.json"]) });
    const [finding] = check(analysis);
    const fix = finding?.fixes()[0];
    expect(fix && titleOf(fix)).toContain("`action` in kv.parameters.json");
    const changes = (fix && changesFor(fix, files)) ?? [];
    expect(changes.map((change) => change.span.document)).toEqual(["/kv.parameters.json"]);
    expect(applyChanges(parameters, changes)).toBe(parameters.replace("Allow", "Deny"));
  });
});

const path = "/kv.json";

function checkText(text: string, options: CheckOptions = {}): readonly ReportedFinding[] {
  const document = { id: path, text };
  const files = { get: (id: string) => (id === path ? document : null), resolve: () => path };
  return check(analyze({ root: path, files }), options);
}

function brief(findings: readonly ReportedFinding[]): readonly string[] {
  return findings.map(({ code, severity }) => `${code} ${severity}`);
}
