import { beforeEach, describe, expect, it } from "vitest";
import type {
  EnvironmentsResult,
  SimulateResult,
  SourcesResult,
  TestsResult,
  VaultsResult,
} from "../../server/src/protocol.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { rules, vaultText } from "../access-file/judge-text.ts";
import { Editor } from "./support/editor.ts";
import { sliceOf } from "./support/places.ts";

const access = "file:///w/.keyvault-access.jsonc";
const main = "file:///w/infra/main.bicep";
const accessText = `{
  "version": 1,
  "sources": { "runners": { "ip": "203.0.113.0/28", "description": "NAT" } },
  "environments": {
    "prod": { "set": { "action": "Deny" } },
    "dev": { "set": { "action": "Allow" } }
  },
  "tests": [
    { "name": "Runners get in", "from": "runners", "to": "kv", "expect": "allow" },
    { "name": "Internet stays out", "from": "internet", "to": "*", "expect": "deny", "environment": "prod" }
  ],
  "suppressions": [{ "rule": "KV103", "reason": "old" }]
}`;
const template = `param action string = 'Deny'\n${vaultText("kv", rules("Deny", ["203.0.113.0/28"]).replace("'Deny'", "action"))}`;

let editor: Editor;
beforeEach(async () => {
  const files = new Map([
    [access, accessText],
    [main, template],
    ["file:///w/infra/main.test.bicepparam", "using 'main.bicep'\nparam action = 'Allow'\n"],
  ]);
  editor = await Editor.start({
    folders: ["file:///w"],
    host: {
      files: {
        readFile: (uri) => Promise.resolve(files.get(uri) ?? null),
        listFolder: (uri) =>
          Promise.resolve([...files.keys()].filter((id) => id.slice(0, id.lastIndexOf("/") + 1) === uri)),
        findFiles: ({ include }) =>
          Promise.resolve(
            [...files.keys()].filter((id) =>
              include.includes(".bicepparam") ? id.endsWith(".bicepparam") : /\.(bicep|jsonc)$/.test(id),
            ),
          ),
      },
    },
  });
});

async function tests(): Promise<readonly string[]> {
  const { files } = await editor.request<TestsResult>(serverRequests.tests, {});
  return files.flatMap((file) =>
    file.tests.flatMap(({ name, results }) =>
      results.map(({ environment, outcome }) => `${name} [${environment ?? ""}] ${outcome}`),
    ),
  );
}

describe("an access file", () => {
  it("is judged with the templates of the workspace, open or not", async () => {
    expect(await tests()).toEqual([
      "Runners get in [prod] passed",
      "Runners get in [dev] passed",
      "Internet stays out [prod] passed",
    ]);
  });

  it("reports a failing test on the test and on the deciding property, and both go away with the cause", async () => {
    await editor.open(access, accessText, "jsonc");
    await editor.open(main, template, "bicep");
    expect(await editor.problems(access)).toEqual(["KV902 KV103"]);
    await editor.type(main, "defaultAction: action", "defaultAction: 'Allow'");
    expect(await editor.problems(access)).toEqual(["KV601 Internet stays out", "KV902 KV103"]);
    expect(await editor.problems(main)).toContain("KV601 'Allow'");
    const [failure] = await editor.diagnostics(access);
    expect(failure?.relatedInformation?.map(({ location }) => location.uri)).toEqual([main]);
    await editor.type(main, "defaultAction: 'Allow'", "defaultAction: 'Deny'");
    expect(await editor.problems(access)).toEqual(["KV902 KV103"]);
    expect(await editor.problems(main)).not.toContain("KV601 'Allow'");
  });

  it("tells its own mistakes, unless the editor does", async () => {
    await editor.open(access, accessText.replace('"expect": "allow"', '"expect": "allowed"'), "jsonc");
    const messages = (await editor.diagnostics(access)).map(({ message }) => message);
    expect(messages[0]).toBe('This takes "allow" or "deny".');
  });

  it("names sources for the simulator", async () => {
    await editor.open(main, template, "bicep");
    const { saved } = await editor.request<SourcesResult>(serverRequests.sources, { typed: "run" });
    expect(saved.map(({ from, meaning, description }) => [from, meaning, description])).toEqual([
      ["runners", "16 addresses, evaluated as a whole", "NAT"],
    ]);
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from: ["runners"] });
    expect(verdicts.map(({ from, verdict, reason }) => [from, verdict, reason])).toEqual([
      ["runners", "allowed", "ALLOW_IP_RULE"],
    ]);
  });
});

describe("environments", () => {
  it("come from access files and from the names of parameter files", async () => {
    await editor.open(main, template, "bicep");
    const { active, environments, vaults } = await editor.request<EnvironmentsResult>(
      serverRequests.environments,
      null,
    );
    expect(active).toBeNull();
    expect(environments.map(({ name, from }) => `${name} ${from}`)).toEqual([
      "dev accessFile",
      "prod accessFile",
      "test parameterFiles",
    ]);
    expect(vaults.map(({ symbol, exposures }) => [symbol, exposures])).toEqual([
      ["kv", { "": "selected", dev: "public", prod: "selected", test: "public" }],
    ]);
  });

  it("are followed by everything at once", async () => {
    await editor.open(main, template, "bicep");
    const values = "file:///w/infra/main.test.bicepparam";
    await editor.open(values, "using 'main.bicep'\nparam action = 'Allow'\n", "bicep-params");
    expect(await editor.problems(values)).toEqual([]);
    await editor.request(serverRequests.selectEnvironment, { name: "test" });
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(vaults.map(({ exposure }) => exposure)).toEqual(["public"]);
    expect(await editor.problems(values)).toEqual(["KV101 'Allow'"]);
    await editor.request(serverRequests.selectEnvironment, { name: "dev" });
    await editor.open(access, accessText, "jsonc");
    expect(await editor.problems(access)).toContain('KV101 "Allow"');
    await editor.request(serverRequests.selectEnvironment, { name: null });
    expect(await editor.problems(access)).toEqual(["KV902 KV103"]);
    expect(await editor.problems(values)).toEqual([]);
  });
});

describe("a baseline", () => {
  it("tells what verdicts and vaults were, until they are the same again", async () => {
    await editor.open(main, template, "bicep");
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    await editor.type(main, "203.0.113.0/28", "198.51.100.7");
    const was = async (): Promise<readonly unknown[]> => {
      const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
        from: ["runners"],
      });
      const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
      return [verdicts[0]?.verdict, verdicts[0]?.was, vaults[0]?.was];
    };
    expect(await was()).toEqual(["denied", "allowed", "Deny by default · 16 addresses"]);
    await editor.type(main, "198.51.100.7", "203.0.113.0/28");
    expect(await was()).toEqual(["allowed", null, null]);
  });

  it("may be the texts of another revision", async () => {
    await editor.open(main, template, "bicep");
    const text = template.replace("203.0.113.0/28", "198.51.100.7");
    const baseline = { kind: "texts", label: "HEAD", files: [{ uri: main, text }] };
    await editor.request(serverRequests.setBaseline, { baseline });
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from: ["runners"] });
    expect(verdicts.map(({ verdict, was }) => [verdict, was])).toEqual([["allowed", "denied"]]);
  });
});

it("points at the place of a test", async () => {
  await editor.open(access, accessText, "jsonc");
  const { files } = await editor.request<TestsResult>(serverRequests.tests, { uri: access });
  const [first] = files[0]?.tests ?? [];
  expect(first && sliceOf(accessText, first.nameRange, "utf-16")).toBe("Runners get in");
});
