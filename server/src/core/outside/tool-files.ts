import type { DocumentId } from "../text/document.ts";
import { type Job, jobOf, plainStep, type Step, useOf } from "./job.ts";
import { noNames, vaultNamesIn } from "./names.ts";
import { findUpwards, type OutsideFiles } from "./outside-files.ts";
import { callOfSetting } from "./settings.ts";
import { readScript, runScript } from "./read-script.ts";
import { languageOf } from "./script-commands.ts";
import {
  entriesOf,
  itemsOf,
  textOf,
  valueOf,
  type YamlEntry,
  type YamlNode,
  type YamlScalar,
} from "./yaml.ts";

/** Whether a file is that of a project of the Azure Developer CLI. */
export function isAzdProject(id: DocumentId): boolean {
  return /(?:^|\/)azure\.ya?ml$/.test(id);
}

/**
 * The hooks of a project, each of which runs where the Azure Developer CLI does:
 * https://learn.microsoft.com/azure/developer/azure-developer-cli/azd-extensibility
 */
export function azdJobs(id: DocumentId, project: YamlNode, files: OutsideFiles): readonly Job[] {
  const services = entriesOf(valueOf(project, "services")).map(({ key, value }) => ({
    path: [key.text],
    hooks: valueOf(value, "hooks"),
  }));
  return [{ path: [], hooks: valueOf(project, "hooks") }, ...services].flatMap(({ path, hooks }) =>
    entriesOf(hooks).map((entry) => hookJob(id, path, entry, files)),
  );
}

function hookJob(
  id: DocumentId,
  path: readonly string[],
  { key, value }: YamlEntry,
  files: OutsideFiles,
): Job {
  const hooks = value.kind === "list" ? value.items : [value];
  const variants = hooks.flatMap((hook) => [hook, valueOf(hook, "posix"), valueOf(hook, "windows")]);
  return {
    document: id,
    name: [...path, key.text].join("/"),
    span: key.span,
    machine: { kind: "local" },
    isWhole: true,
    steps: variants.flatMap((hook) => hookSteps(id, hook, files)),
  };
}

/** What a hook runs is a file if there is one with that name, else the script itself. */
function hookSteps(id: DocumentId, hook: YamlNode | null, files: OutsideFiles): readonly Step[] {
  const run = valueOf(hook, "run");
  if (run?.kind !== "scalar") return [];
  if (findUpwards(id, run.text, files))
    return [{ ...plainStep, ...runScript(run.text, id, noNames, files, []) }];
  const shell = textOf(valueOf(hook, "shell"));
  const language = shell === "pwsh" || languageOf(run.text) === "powershell" ? "powershell" : "shell";
  if (!run.source) return [{ ...plainStep, calls: [], isUnread: true }];
  return [{ ...plainStep, ...readScript(run.source, language, noNames, files) }];
}

/**
 * What SOPS does with the keys that its rules name, or that a file is encrypted with, on the machine that runs it:
 * https://getsops.io/docs/#encrypting-using-azure-key-vault
 */
export function sopsJobs(root: YamlNode): readonly Job[] {
  const rules = itemsOf(valueOf(root, "creation_rules"));
  const groups = rules.flatMap((rule) => itemsOf(valueOf(rule, "key_groups")));
  const keys = [
    ...rules.flatMap((rule) => scalarsIn(valueOf(rule, "azure_keyvault"))),
    ...groups.flatMap((group) => vaultUrls(valueOf(group, "azure_keyvault"), "vaultUrl")),
    ...vaultUrls(valueOf(valueOf(root, "sops"), "azure_kv"), "vault_url"),
  ];
  const calls = keys.flatMap((key) => {
    const vaults = vaultNamesIn(key.text.split(",").map((each) => each.trim()));
    return vaults === null ? [] : [useOf(key.text, vaults, key.span)];
  });
  const [first] = calls;
  if (!first) return [];
  return [jobOf(first.span, "sops", { kind: "local" }, { calls })];
}

/** Whether a file is one of Docker Compose: https://docs.docker.com/compose/intro/compose-application-model/ */
export function isCompose(id: DocumentId): boolean {
  return /(?:^|\/)(?:docker-)?compose(?:\.[\w.-]+)?\.ya?ml$/i.test(id);
}

/**
 * The vaults that services get in variables of their environment, on the machine that runs Compose. As with other settings, nothing says
 * when a service calls them: https://docs.docker.com/reference/compose-file/services/#environment
 */
export function composeJobs(root: YamlNode): readonly Job[] {
  return entriesOf(valueOf(root, "services")).flatMap(({ key, value: service }): readonly Job[] => {
    const environment = valueOf(service, "environment");
    const named = entriesOf(environment).flatMap(({ key: name, value }) =>
      value.kind === "scalar" ? callOfSetting(name.text, value.text, value.span) : [],
    );
    const listed = itemsOf(environment).flatMap((item) => {
      const [, name = "", value = ""] = /^([^=]*)=(.*)$/s.exec(textOf(item) ?? "") ?? [];
      return callOfSetting(name, value, item.span);
    });
    const calls = [...named, ...listed];
    return calls.length === 0 ? [] : [jobOf(key.span, key.text, { kind: "local" }, { calls })];
  });
}

function scalarsIn(node: YamlNode | null): readonly YamlScalar[] {
  const nodes = node?.kind === "list" ? node.items : node ? [node] : [];
  return nodes.filter((each) => each.kind === "scalar");
}

function vaultUrls(keys: YamlNode | null, name: string): readonly YamlScalar[] {
  return itemsOf(keys).flatMap((key) => scalarsIn(valueOf(key, name)));
}
