import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import {
  type Analysis,
  type AnyAnalysis,
  type Document,
  judgeRoots,
  planWorkspace,
  type Released,
  reportUnread,
  reportVaults,
  type Told,
} from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { toldFinding } from "../../server/src/core/workspace/told.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function tell(analysis: Analysis): Told {
  const { worlds } = analysis;
  return {
    findings: check(analysis).map(toldFinding),
    vaults: reportVaults(worlds),
    unread: reportUnread(worlds),
  };
}

const network = `resource vnet 'Microsoft.Network/virtualNetworks@2023-05-01' = { name: 'vnet' }
`;

function vault(name: string, existing = ""): string {
  return `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' ${existing} = {\n  name: '${name}'\n}\n`;
}

function isReleased(analysis: AnyAnalysis): analysis is Released {
  return analysis.kind === "released";
}

interface Judged {
  readonly analyses: readonly AnyAnalysis[];
  /** The documents that are read from now on. */
  readonly read: string[];
}

function judged(
  texts: Readonly<Record<string, string>>,
  telling: (analysis: Analysis) => Told | null = tell,
): Judged {
  const files = filesInMemory(texts);
  const found = Object.keys(texts);
  const plan = planWorkspace({ found, named: [], parameterFiles: found, accessFileOf: () => null }, files);
  const read: string[] = [];
  const get = (id: string): ReturnType<typeof files.get> => {
    read.push(id);
    return files.get(id);
  };
  const { analyses } = judgeRoots(plan.roots, { ...files, get }, telling);
  read.length = 0;
  return { analyses, read };
}

function wholeOnes({ analyses }: Judged): readonly Analysis[] {
  return analyses.flatMap((each) => (isReleased(each) ? [] : [each]));
}

test("of a released root remains what it told, and that is plain data", () => {
  const {
    analyses: [analysis],
    read,
  } = judged({ "/w/main.bicep": vault("kv-shop") });
  const told = analysis?.kind === "released" ? analysis.told : null;
  expect(told?.vaults.map(({ symbol, exposure }) => `${symbol} ${exposure}`)).toEqual(["kv public"]);
  expect(told?.findings.map(({ code }) => code)).toContain("KV101");
  expect(told?.findings.find(({ code }) => code === "KV101")?.fixes.length).toBeGreaterThan(0);
  expect(JSON.parse(JSON.stringify(told))).toEqual(told);
  expect(read).toEqual([]);
});

test("nothing that it was evaluated from remains", () => {
  const remains: WeakRef<Analysis["worlds"]>[] = [];
  const { analyses } = judged({ "/w/main.bicep": vault("kv-shop") }, (analysis) => {
    remains.push(new WeakRef(analysis.worlds));
    return tell(analysis);
  });
  // What a weak reference refers to lives to the end of the work in hand.
  return new Promise((resolve) => setTimeout(resolve)).then(() => {
    collect();
    expect(remains.map((each) => each.deref())).toEqual([undefined]);
    expect(analyses).toHaveLength(1);
  });
});

test("neither do texts, of which a part would keep the whole", () => {
  const names = Array.from({ length: 200 }, (_, at) => `/w/main${at}.bicep`);
  // Read anew each time, as from a disk.
  const get = (id: string): Document | null => {
    const at = names.indexOf(id);
    const text = `// keyvault-network-disable KV101: accepted for now, and for ${at}\n${vault(`kv-shop-in-the-west-${at}`)}${"// nothing\n".repeat(10_000)}`;
    return at < 0 ? null : { id, text: Buffer.from(text).toString() };
  };
  const plans = names.map((root) => ({ root, judged: [null], leftOut: [], backend: null }));
  const held = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const files = { ...filesInMemory({}), get };
  judgeRoots(plans.slice(0, 10), files, tell);
  const before = held();
  const { analyses } = judgeRoots(plans, files, tell);
  // All texts are 24 MB.
  expect(held() - before).toBeLessThan(6_000_000);
  expect(analyses.filter(isReleased)).toHaveLength(200);
});

test("a root that tells nothing, or anything but plain data, stays as it is", () => {
  const texts = { "/w/main.bicep": vault("kv-shop") };
  const reported = reportVaults(wholeOnes(judged(texts, () => null))[0]?.worlds ?? []);
  expect(reported).toHaveLength(1);
  const strange = reported.map((each) => ({ ...each, notes: new Set() as never }));
  for (const vaults of [strange, reported.map((each) => ({ ...each, privateEndpoints: Number.NaN }))]) {
    const { analyses } = judged(texts, (analysis) => ({ ...tell(analysis), vaults }));
    expect(analyses.map((each) => (isReleased(each) ? null : each.worlds.length))).toEqual([1]);
  }
});

test("roots that are linked are evaluated once more, and are whole", () => {
  const texts = {
    "/w/owner.bicep": vault("kv-shop"),
    "/w/user.bicep": vault("kv-shop", "existing"),
    "/w/other.bicep": vault("kv-other"),
    "/w/empty.bicep": network,
  };
  const all = judged(texts, () => null);
  const some = judged(texts);
  const linked = some.analyses.filter((each) => !isReleased(each)).map(({ root }) => root);
  expect(linked).toEqual(["/w/owner.bicep", "/w/user.bicep"]);
  const said = (some: Judged): readonly unknown[] =>
    wholeOnes(some)
      .filter(({ root }) => linked.includes(root))
      .map((analysis) => [reportVaults(analysis.worlds), JSON.stringify(check(analysis))]);
  expect(said(some)).toEqual(said(all));
});

test("one that cannot be evaluated once more has failed, so that its link is not left out in silence", () => {
  const texts = { "/w/owner.bicep": vault("kv-shop"), "/w/user.bicep": vault("kv-shop", "existing") };
  const files = filesInMemory(texts);
  const plans = Object.keys(texts).map((root) => ({ root, judged: [null], leftOut: [], backend: null }));
  let isChanged = false;
  const get = (id: string): ReturnType<typeof files.get> => {
    if (isChanged && id === "/w/user.bicep") throw new Error("changed");
    return files.get(id);
  };
  const telling = (analysis: Analysis): Told => {
    isChanged = analysis.root === "/w/user.bicep";
    return tell(analysis);
  };
  const { analyses } = judgeRoots(plans, { ...files, get }, telling);
  expect(analyses.filter(({ kind }) => kind === "failed").map(({ root }) => root)).toEqual(["/w/user.bicep"]);
  expect(analyses.some(isReleased)).toBe(false);
});

test("how many environments of a root are judged does not depend on what was released", () => {
  const root = "/w/main.bicep";
  const open = ["a", "b", "c", "d"];
  const text = `${open.map((name) => `param ${name} bool\n`).join("")}resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { publicNetworkAccess: ${open.join(" && ")} ? 'Enabled' : 'Disabled' }
}
`;
  const files = filesInMemory({ [root]: text });
  // Each of them has 16 worlds.
  const environments = Array.from({ length: 18 }, (_, at) => ({
    name: `e${at}`,
    parameters: [],
    set: new Map(),
  }));
  const plan = { root, judged: environments, leftOut: [], backend: null };
  const count = (telling: (analysis: Analysis) => Told | null): number =>
    judgeRoots([plan], files, telling).analyses.length;
  expect([count(tell), count(() => null)]).toEqual([16, 16]);
});

test("a root without vaults is evaluated once more only where others ask for its networks", () => {
  const { analyses, read } = judged({ "/w/main.bicep": network });
  expect(analyses.map(isReleased)).toEqual([true]);
  expect(read).toEqual([]);
  expect(analyses[0]?.outside().virtualNetworks).toHaveLength(1);
  expect(read).toContain("/w/main.bicep");
});

test("what its documents contain is read where it is asked for", () => {
  const { analyses, read } = judged({ "/w/main.bicep": `// about it\n${network}` });
  const document = analyses[0]?.documents.get("/w/main.bicep");
  expect(read).toEqual([]);
  expect(document?.comments).toHaveLength(1);
  expect(document?.document.text).toContain("vnet");
  expect([document?.problems, document?.failed]).toEqual([[], null]);
  expect(read).toContain("/w/main.bicep");
});
