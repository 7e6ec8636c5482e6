import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { Deadline } from "../../server/src/cli/deadline.ts";
import type { Host } from "../../server/src/cli/host.ts";
import { begin, main } from "../../server/src/cli/main.ts";
import { runProgram } from "../../server/src/cli/program.ts";
import { evaluateShare, type Share } from "../../server/src/cli/share.ts";
import { shareOut, type SizedRoot } from "../../server/src/cli/share-out.ts";
import { type Thread, threadsOf } from "../../server/src/cli/thread.ts";
import { type HclGrammar, rules } from "../../server/src/core/index.ts";
import { readCases } from "../outside/page.ts";
import { testGrammar } from "../support/hcl-grammar.ts";
import { listeningHost } from "./support/listening-host.ts";
import { manyRoots } from "./support/many-roots.ts";
import { closed, parametersText, templateText, vaultResource, workspace } from "./workspace.ts";

type Said = readonly [status: number, out: string, error: string];

/** What a run says with so many threads, of which each gets and answers what can be sent to one, and what they were sent. */
function runWith(
  most: number,
  argv: readonly string[],
  more: Partial<Host> = {},
): { said: Said; shares: readonly Share[] } {
  const shares: Share[] = [];
  const { host, said } = listeningHost({
    ...more,
    threads: { most, cost: 0, gain: 0, start: (share) => shares.push(structuredClone(share)) },
  });
  const end = begin(argv, host);
  const status = end(shares.map((share) => structuredClone(evaluateShare(share))));
  return { said: [status, ...said()], shares };
}

function runAlone(argv: readonly string[], more: Partial<Host> = {}): Said {
  const { said, shares } = runWith(1, argv, more);
  expect(shares).toEqual([]);
  return said;
}

const commands = [
  "check --format json",
  "check --format json --environment *",
  "check --format json --environment prod",
  "check --format sarif --permissions",
  "check",
  "check --lang de --severity info",
].map((command) => command.split(" "));

test.each(commands)(
  "%s %s %s %s says the same about the examples with any number of threads",
  (...command) => {
    const argv = [...command, "examples"];
    const alone = runAlone(argv);
    for (const most of [2, 3, 4]) {
      const { said, shares } = runWith(most, argv);
      expect(shares).not.toEqual([]);
      expect(said).toEqual(alone);
    }
  },
);

test.each(commands)(
  "%s %s %s %s says the same about linked, unread, broken and accepted roots",
  (...command) => {
    const at = workspace(manyRoots);
    const argv = [...command, at.folder];
    const [alone, ...others] = [runAlone(argv), ...[2, 3, 9].map((most) => runWith(most, argv).said)];
    at.remove();
    expect(others).toEqual(others.map(() => alone));
  },
);

test.each(readCases("test/outside/cases"))("check says the same about $name", ({ files }) => {
  const at = workspace(Object.fromEntries(files));
  const argv = ["check", "--format", "json", at.folder];
  const [alone, other] = [runAlone(argv), runWith(4, argv).said];
  at.remove();
  expect(other).toEqual(alone);
});

const open = templateText([vaultResource("kv-open", { defaultAction: "Allow" })]);
const roots = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [`${name}/main.json`, open]));

test("values that an access file or parameters give are the same in every thread", () => {
  const main = `param rules object
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: rules.action, bypass: 'None', ipRules: rules.ips } }
}
`;
  const rules = { action: "Allow", ips: [{ value: "10.0.0.1" }] };
  const at = workspace({
    "a/main.bicep": main,
    "b/main.bicep": main,
    "c/main.bicep": main,
    "c/given.json": parametersText({ rules: { ...rules, action: "Deny" } }),
    ".keyvault-access.jsonc": JSON.stringify({ version: 1, environments: { qa: { set: { rules } } } }),
  });
  const argv = [
    "check",
    "--format",
    "json",
    "--parameters",
    at.path("c/given.json"),
    ...["a", "b", "c"].map(at.path),
  ];
  const [alone, { said, shares }] = [runAlone(argv), runWith(3, argv)];
  at.remove();
  expect(alone[1]).toContain("10.0.0.1");
  expect(shares).toHaveLength(2);
  expect(said).toEqual(alone);
});

test("a baseline holds the same findings", () => {
  const at = workspace({ ...roots, "a/main.json": open.replace("kv-open", "kv-shop") });
  const baselines = [1, 3].map((most) => {
    const path = at.path(`${most}.txt`);
    const { said } = runWith(most, ["check", "--write-baseline", path, at.folder]);
    return [said, readFileSync(path, "utf8")];
  });
  const known = runWith(3, ["check", "--baseline", at.path("1.txt"), at.folder]).said;
  at.remove();
  expect(baselines[0]?.[1]).toContain("kv-shop");
  expect(baselines[1]).toEqual(baselines[0]);
  expect(known[0]).toBe(0);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Lets a rule do something else about one of the vaults. */
function whereFound(name: string, instead: () => void): void {
  const rule = rules.find(({ code }) => code === "KV101");
  if (!rule) throw new Error("KV101 is gone.");
  const check = rule.check.bind(rule);
  vi.spyOn(rule, "check").mockImplementation((network, settings) => {
    if (network.vaults.some((vault) => vault.name.kind === "known" && vault.name.value === name)) instead();
    return check(network, settings);
  });
}

test.each<readonly [string, () => void]>([
  [
    "brings a mistake to light",
    () => {
      throw new Error("a mistake");
    },
  ],
  [
    "takes too long",
    () => {
      for (;;);
    },
  ],
])("a root that %s costs itself alone, in whichever thread", (_, instead) => {
  const bad = templateText([vaultResource("kv-bad", closed)]);
  whereFound("kv-bad", instead);
  for (const place of ["a", "f"]) {
    const at = workspace({ ...roots, [`${place}/main.json`]: bad });
    const argv = ["check", "--format", "json", at.folder];
    const deadline = (): Partial<Host> => ({ deadline: new Deadline(600) });
    const [alone, other] = [runAlone(argv, deadline()), runWith(3, argv, deadline()).said];
    at.remove();
    expect(alone).toEqual([2, expect.stringContaining("kv-open"), expect.anything()]);
    expect(other).toEqual(alone);
  }
});

test("a file that changes before a thread reads it is named, and nothing is checked", async () => {
  const at = workspace(roots);
  let error = "";
  const answered = (share: Share): Thread => {
    writeFileSync(at.path("f/main.json"), open.replace("kv-open", "kv-other"));
    return { answer: Promise.resolve(evaluateShare(share)), stop: () => undefined };
  };
  const status = await runProgram(
    ["check", at.folder],
    { out: () => expect.unreachable(), error: (text) => (error += text), color: false },
    { ...noSources, threads: { most: 2, cost: 0, gain: 0, start: answered } },
  );
  at.remove();
  expect([status, error]).toEqual([
    2,
    "keyvault-network: nothing here is checked, because main.json changed during the check\n",
  ]);
});

const noSources = {
  grammar: () => Promise.resolve(testGrammar),
  input: () => Promise.reject(new Error("standard input is not read")),
};

test("a thread that fails ends the run and all other threads", async () => {
  const at = workspace(roots);
  const stopped: string[] = [];
  let [error, started] = ["", 0];
  const failing = (share: Share): Thread => ({
    answer:
      started++ > 0 ? Promise.reject(new Error("out of\nmemory")) : Promise.resolve(evaluateShare(share)),
    stop: () => stopped.push(...share.plans.map(({ root }) => root)),
  });
  const status = await runProgram(
    ["check", at.folder],
    { out: () => expect.unreachable(), error: (text) => (error += text), color: false },
    { ...noSources, threads: { most: 3, cost: 0, gain: 0, start: failing } },
  );
  at.remove();
  expect(status).toBe(2);
  expect(error).toMatch(/^keyvault-network: [^\n]*out of memory\n$/);
  expect(stopped.map((root) => root.split("/").at(-2))).toEqual(["c", "d", "e", "f"]);
});

test("a small check has no other threads", () => {
  const at = workspace(manyRoots);
  const start = vi.fn<(share: Share) => void>();
  main(["check", at.folder], {
    out: () => undefined,
    error: () => undefined,
    color: false,
    grammar: () => testGrammar,
    input: () => ({ text: "" }),
    threads: { most: 4, start },
  });
  at.remove();
  expect(start).not.toHaveBeenCalled();
});

test.each<readonly [string, readonly string[], Partial<Host>]>([
  ["another command", ["vaults"], {}],
  ["a state that says what templates leave open", ["check", "--assume", "state.json"], {}],
  ["more than fits into the memory", ["check"], { room: 0 }],
])("%s has no other threads", (_, command, more) => {
  const at = workspace({ ...roots, "state.json": "{}" });
  const argv = command.map((each) => (each === "state.json" ? at.path(each) : each));
  const { shares } = runWith(4, [...argv, at.folder], more);
  at.remove();
  expect(shares).toEqual([]);
});

test("roots of Terraform and those that access tests ask about are not sent to other threads", () => {
  const at = workspace({
    ...roots,
    "g/main.tf": 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n',
    "a/.keyvault-access.jsonc":
      '{ "version": 1, "tests": [{ "from": "internet", "to": "*", "expect": "deny" }] }',
  });
  const { shares } = runWith(3, ["check", at.folder]);
  at.remove();
  const sent = shares.flatMap(({ plans }) => plans.map(({ root }) => root.split("/").at(-2)));
  expect(sent.length).toBeGreaterThan(1);
  expect(sent).not.toContain("a");
  expect(sent).not.toContain("g");
});

test("what another thread reads of states is that of the roots that keep them", () => {
  const plan = {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: {
      root_module: {
        resources: [
          {
            address: "data.terraform_remote_state.hub",
            mode: "data",
            type: "terraform_remote_state",
            name: "hub",
            values: { backend: "azurerm", config: { key: "hub.tfstate" } },
          },
          {
            address: "azurerm_key_vault.kv",
            mode: "managed",
            type: "azurerm_key_vault",
            name: "kv",
            values: { name: "kv" },
          },
        ],
      },
    },
    resource_changes: [],
    configuration: {},
  };
  const at = workspace({
    ...roots,
    "g/plan.json": JSON.stringify(plan),
    "hub/main.tf": 'terraform {\n  backend "azurerm" {\n    key = "hub.tfstate"\n  }\n}\n',
  });
  const argv = ["check", "--format", "json", at.folder];
  const [alone, { said, shares }] = [runAlone(argv), runWith(3, argv)];
  at.remove();
  expect(shares.flatMap(({ plans }) => plans.map(({ root }) => root.split("/").at(-1)))).toContain(
    "plan.json",
  );
  expect(JSON.parse(alone[1])).toMatchObject({ unread: [] });
  expect(said).toEqual(alone);
});

test("where planning takes too long, there are no other threads", () => {
  const at = workspace({ ...roots, "slow/main.tf": 'resource "azurerm_key_vault" "slow" {}\n' });
  const grammar: HclGrammar = {
    parse: (text, ...rest) => {
      for (;;) if (!String(text).includes("slow")) return testGrammar.parse(text, ...rest);
    },
  };
  const { said, shares } = runWith(4, ["check", at.folder], {
    grammar: () => grammar,
    deadline: new Deadline(200),
  });
  at.remove();
  expect(said[2] + said[1]).toContain("it took longer than 0.2 seconds");
  expect(shares).toEqual([]);
});

test("only machines with more than two cores have several threads", () => {
  expect([1, 2, 3, 4, 64].map((cores) => threadsOf(cores))).toEqual([1, 1, 3, 4, 4]);
});

function sized(...sizes: readonly (number | "bound")[]): readonly SizedRoot[] {
  return sizes.map((size, at) => ({
    plan: {
      root: `${at}`,
      judged: [null],
      leftOut: [],
      available: [],
      accessFile: null,
      backend: null,
      isUncalled: false,
    },
    size: size === "bound" ? 10 : size,
    isBound: size === "bound",
  }));
}

test.each<readonly [readonly SizedRoot[], number, number, readonly string[]]>([
  // Each thread has roots next to each other, the first one those that are left.
  [sized(1, 1, 1, 1, 1, 1), 3, 0, ["2 3", "4 5"]],
  [sized(1, 1, 1, 1, 1, 1), 2, 0, ["3 4 5"]],
  [sized(1, 1, 1, 1, 1, 1), 1, 0, []],
  // The first one works while the others start.
  [sized(2, 2, 2, 2, 2, 2), 3, 2, ["3", "4 5"]],
  [sized("bound", 5, 5, 5, 5), 2, 0, ["2 3 4"]],
  [sized(5, 5, "bound", "bound"), 2, 0, ["0 1"]],
  [sized(1, 1, 1, 1, 1, 3), 2, 0, ["4 5"]],
  // As many as are worth it.
  [sized(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 4, 3, ["6 7 8", "9 10 11"]],
  [sized(2, 2, 2, 2), 4, 1, ["1", "2", "3"]],
  [sized(1, 1, 1, 1), 4, 5, []],
  [sized(100, 1, 1, 1), 4, 5, []],
  [sized(100, 20, 20), 4, 1, []],
  [sized(0, 0), 2, 0, []],
  [sized(), 4, 0, []],
])("%# divides roots by their sizes", (all, most, cost, shares) => {
  const divided = shareOut(all, { most, cost });
  expect(divided.map((share) => share.map(({ root }) => root).join(" "))).toEqual(shares);
});

test.each([
  [8, 1_000_000, 3],
  [3, 1_000_000, 1],
  [8, 100_000, 0],
])("%d roots of %d characters have %d more threads", (count, size, threads) => {
  expect(shareOut(sized(...Array<number>(count).fill(size)), { most: 4 })).toHaveLength(threads);
});
