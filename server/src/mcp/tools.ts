import type { Asked } from "../cli/ask.ts";
import type * as CommandLine from "../command-line.ts";
import type { Report } from "../core/index.ts";
import { dataPlane } from "../protocol/as-data.ts";

/** What a tool found: for the model as lines, for programs as data. */
export interface Found {
  /** Lines in which names and values of files may occur. */
  readonly lines: readonly string[];
  /** A sentence of the product's own below them. */
  readonly note: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

/** What answers: the command line, where nothing but the client's folders is read. */
export interface Asking {
  readonly ask: (argv: readonly string[], input?: string) => Asked;
  readonly servicesCalled: typeof CommandLine.servicesCalled;
}

/** What a model sends; the schema of each tool says what it takes. */
export type Input = Readonly<Partial<Record<"vault" | "environment" | "log" | "base" | "service", string>>> &
  Readonly<Partial<Record<"from" | "rules" | "paths", string | readonly string[]>>>;

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly takes: readonly (keyof typeof inputs)[];
  readonly requires: readonly (keyof typeof inputs)[];
  /** The lists of the report that are returned as data. */
  readonly lists: readonly (keyof Report)[];
  readonly answer: (input: Input, asking: Asking) => Found;
}

const texts = (description: string) => ({
  anyOf: [{ type: "array", items: { type: "string" } }, { type: "string" }],
  description,
});
const text = (description: string) => ({ type: "string", minLength: 1, description });

/** The inputs of all tools, as JSON Schemas. */
export const inputs = {
  paths: texts("Files or folders in the workspace to read instead of all of it."),
  environment: text("The environment whose parameter values count, as its files name it: prod."),
  vault: text("The name or symbol of a vault; * is a wildcard. Omit it for all vaults."),
  rules: texts("Codes of rules, such as KV101."),
  from: texts(
    "Who calls: an IPv4 address, a CIDR range, 'internet', 'subnet:NAME', 'consumer:SYMBOL' (a resource of the templates), 'service:ID', 'tag:NAME', 'pipeline:FILE#JOB', or a source of the access file.",
  ),
  log: text("The body of the 403 response, or the log around the failed call."),
  base: text("A git revision, such as main or HEAD, that the files in the workspace are compared with."),
  service: text("The service in any words: Azure DevOps, disk encryption, app-service-key-vault-references."),
} as const;

/** The tools, each of which asks what a command line asks. */
export const tools: readonly Tool[] = [
  {
    name: "list_vaults",
    title: "List key vaults",
    description:
      "Lists the Azure key vaults that the ARM JSON, Bicep and Terraform files of the workspace declare, each with its effective firewall, exposure, private endpoints and callers. Nothing of Azure is asked.",
    takes: ["environment", "paths"],
    requires: [],
    lists: ["vaults", "undecided", "unread", "errors"],
    answer: (input, { ask }) => foundBy(ask(argvOf(["vaults", "--details"], input))),
  },
  {
    name: "check",
    title: "Check the network access of key vaults",
    description:
      "Lists findings about the network access of key vaults in the templates: open vaults, callers that are locked out, rules without effect. Each has a rule code, a place and possible fixes.",
    takes: ["rules", "environment", "paths"],
    requires: [],
    lists: ["findings", "undecided", "unread", "errors"],
    answer: (input, { ask }) =>
      foundBy(
        ask(argvOf(["check", ...several(input.rules, (rules) => [`--only=${rules.join(",")}`])], input)),
      ),
  },
  {
    name: "simulate_access",
    title: "Simulate access to key vaults",
    description:
      "Determines whether callers can reach key vaults through the network configuration in the templates, step by step, with the rule that decides and its place.",
    takes: ["from", "vault", "environment", "paths"],
    requires: ["from"],
    lists: ["verdicts", "unread", "errors"],
    answer: (input, { ask }) => {
      const from = several(input.from, (all) => all.map((each) => `--from=${each}`));
      const to = input.vault === undefined ? [] : [`--to=${input.vault}`];
      return { ...foundBy(ask(argvOf(["simulate", ...from, ...to], input))), note: dataPlane };
    },
  },
  {
    name: "explain_failure",
    title: "Explain a failed call to a key vault",
    description:
      "Explains a 403 response of a key vault or a failed connection to one, in a log: what it means, what the template says about that caller, and what would fix it. Identities in the log are not repeated.",
    takes: ["log", "environment", "paths"],
    requires: ["log"],
    lists: ["explanation", "unread", "errors"],
    answer: (input, { ask }) => foundBy(ask(argvOf(["explain-403"], input, ["-"]), input.log)),
  },
  {
    name: "review_change",
    title: "Review what a change does to access",
    description:
      "Compares the files of the workspace with a git revision: who gains and who loses access to which key vault, and whether all callers were compared.",
    takes: ["base", "from", "environment", "paths"],
    requires: ["base"],
    lists: ["changes", "proof", "notCompared", "unread", "errors"],
    answer: (input, { ask }) => {
      const from = several(input.from, (all) => all.map((each) => `--from=${each}`));
      return foundBy(ask(argvOf(["diff", `--base=${input.base ?? ""}`, ...from], input)));
    },
  },
  {
    name: "preview_fix",
    title: "Preview fixes",
    description:
      "Shows as a patch what fixes would change, without changing anything: those that affect no access, and the preferred fix of each rule given.",
    takes: ["rules", "environment", "paths"],
    requires: [],
    lists: ["unread", "errors"],
    answer: (input, { ask }) => {
      const rules = ["safe", ...several(input.rules, (all) => all)].join(",");
      const asked = ask(argvOf(["check", `--fix=${rules}`, "--dry-run"], input));
      const found = foundBy(asked);
      const patches = asked.patches.flatMap(({ patch }) => patch.split("\n"));
      return {
        ...found,
        lines: found.note === "" ? patches : found.lines,
        note:
          patches.length > 0 ? "Nothing has been changed." : `Nothing to fix automatically. ${found.note}`,
        data: { ...found.data, patches: asked.patches },
      };
    },
  },
  {
    name: "service_needs",
    title: "Find out what a service needs to reach a key vault",
    description:
      "Says of an Azure service whether Key Vault trusts it, for which use, with which identity, and what it needs otherwise; and whether it can reach the vaults of the workspace.",
    takes: ["service", "vault", "environment", "paths"],
    requires: ["service"],
    lists: ["verdicts", "unread", "errors"],
    answer: answerNeeds,
  },
];

function answerNeeds(input: Input, { ask, servicesCalled }: Asking): Found {
  const services = servicesCalled(input.service ?? "");
  const [first] = services;
  if (!first) {
    const lines = [
      "No service of the catalog is called like that. Callers without an entry are not trusted.",
    ];
    return { lines, note: "", data: { services }, isError: false };
  }
  const to = input.vault === undefined ? [] : [`--to=${input.vault}`];
  const { lines, data } = foundBy(ask(argvOf(["simulate", `--from=${first.from}`, ...to], input)));
  const described = services.flatMap(({ from, description }) => [
    ...description.split("\n"),
    `(${from})`,
    "",
  ]);
  return { lines: [...described, ...lines], note: dataPlane, data: { ...data, services }, isError: false };
}

/** What is asked, with what it is asked about; paths come after what ends the options. */
function argvOf(
  command: readonly string[],
  { environment, paths }: Input,
  before: readonly string[] = [],
): readonly string[] {
  const of = environment === undefined ? [] : [`--environment=${environment}`];
  return [...command, ...of, "--", ...before, ...several(paths, (all) => all)];
}

/** One text or several, if there are any. */
function several(
  given: string | readonly string[] | undefined,
  use: (all: readonly string[]) => readonly string[],
): readonly string[] {
  const all = typeof given === "string" ? [given] : (given ?? []);
  return all.length > 0 ? use(all) : [];
}

function foundBy({ status, report, print, complaints }: Asked): Found {
  const isWhole = status !== 2;
  const text = print("text").trimEnd();
  const data: unknown = isWhole || text !== "" ? JSON.parse(print("json")) : report;
  return {
    lines: [...complaints, ...(text === "" ? [] : text.split("\n"))],
    note: isWhole ? "" : "Not everything was read or understood, so this answer is not complete.",
    data: { status, ...(data as Readonly<Record<string, unknown>>) },
    isError: complaints.length > 0,
  };
}
