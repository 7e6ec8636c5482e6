import { describe, expect, test } from "vitest";
import {
  type Analysis,
  builtInTags,
  judgeRoots,
  simulate,
  type SourceAnswer,
} from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

const vaults = `
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-shop'
  properties: { publicNetworkAccess: 'Disabled' }
}
resource idle 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'kv-idle' }
resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: 'app'
  properties: { siteConfig: { appSettings: [
    { name: 'KEY', value: '@Microsoft.KeyVault(SecretUri=\${kv.properties.vaultUri}secrets/key)' }
  ] } }
}
`;
const subnet = (network: string, group: string): string => `
resource ${network} 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${network}'
  resource ${group} 'subnets' = { name: 'app' }
}
`;

function ask(
  texts: Readonly<Record<string, string>>,
  from: readonly string[],
  to: (analysis: Analysis) => ReadonlySet<string> | null = () => null,
): readonly SourceAnswer[] {
  const plans = Object.keys(texts).map((root) => ({ root, judged: [null], leftOut: [], backend: null }));
  const { analyses } = judgeRoots(plans, filesInMemory(texts));
  const workspace = { analyses, sourcesAt: () => new Map<string, never>(), options: { tags: builtInTags } };
  return simulate(workspace, { from, to });
}

/** The answers, one line each. */
function said(answers: readonly SourceAnswer[]): readonly string[] {
  return answers.flatMap(({ from, verdicts, problem }) => [
    ...verdicts.map(({ verdict }) => `${from} ${verdict.verdict} by ${verdict.vault}`),
    ...(problem ? [`${from}: ${problem.kind}`] : []),
  ]);
}

describe("simulate", () => {
  test("answers each source at each vault, in the order of the sources", () => {
    expect(said(ask({ "/w/main.bicep": vaults }, ["internet", "consumer:app"]))).toEqual([
      "internet denied by kv",
      "internet allowed by idle",
      "consumer:app denied by kv",
    ]);
  });

  test("says that a consumer uses none of the vaults that are meant, not that it is not declared", () => {
    const idle = ({ worlds: [world] }: Analysis): ReadonlySet<string> =>
      new Set(world?.network.vaults.filter(({ symbol }) => symbol === "idle").map(({ key }) => key));
    expect(said(ask({ "/w/main.bicep": vaults }, ["consumer:app", "consumer:gone"], idle))).toEqual([
      "consumer:app: uses-no-vault",
      "consumer:gone: no-such-source",
    ]);
  });

  test("answers nothing for a subnet that is ambiguous in one root, and reads what is not a source", () => {
    const texts = {
      "/w/main.bicep": vaults + subnet("vnet", "one"),
      "/w/other.bicep": `${vaults}${subnet("a", "one")}${subnet("b", "two")}`,
    };
    expect(said(ask(texts, ["subnet:app", "subnet:vnet/app", "no address"]))).toEqual([
      "subnet:app: ambiguous-source",
      "subnet:vnet/app denied by kv",
      "subnet:vnet/app allowed by idle",
      "subnet:vnet/app denied by kv",
      "subnet:vnet/app allowed by idle",
      "no address: source",
    ]);
  });

  test("finds what is wrong with a source where there are no roots", () => {
    expect(said(ask({}, ["internet", "service:nothing"]))).toEqual(["service:nothing: source"]);
  });
});
