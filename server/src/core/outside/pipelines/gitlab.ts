import { folderOf } from "../../files/documents.ts";
import { grouped } from "../../logic/grouped.ts";
import type { DocumentId } from "../../text/document.ts";
import { type Job, type Machine, plainStep, type Step, stepsWith, useOf } from "../job.ts";
import { type Names, noNames, piecesOf, resolveText, type Texts, vaultNamesIn } from "../names.ts";
import { idIn, type OutsideFiles } from "../outside-files.ts";
import { callsAt, givesVariables, readScript } from "../read-script.ts";
import { joinedTexts } from "../source-text.ts";
import { pinOfContainer } from "../tool-uses.ts";
import { entriesOf, itemsOf, readYaml, textOf, valueOf, type YamlNode, type YamlScalar } from "../yaml.ts";
import { Variables } from "./variables.ts";

/** Whether a file is a pipeline of GitLab, by its name. */
export function isGitLab(id: DocumentId): boolean {
  return /(?:^|[/.])gitlab-ci\.ya?ml$/i.test(id);
}

/** The files of the repository that a pipeline includes: https://docs.gitlab.com/ci/yaml/#includelocal */
export function filesIncludedBy(folder: DocumentId, root: YamlNode): readonly DocumentId[] {
  return listOf(valueOf(root, "include")).flatMap((item) => {
    const path = textOf(item) ?? textOf(valueOf(item, "local"));
    return path === null || path.includes("://") ? [] : [idIn(folder, path)];
  });
}

/** Keys of a pipeline that are no jobs: https://docs.gitlab.com/ci/yaml/#global-keywords */
const ownKeys: ReadonlySet<string> = new Set([
  ...["default", "include", "stages", "variables", "workflow", "image", "services", "cache", "spec"],
  ...["before_script", "after_script"],
]);

/** The jobs of a pipeline, with what it includes; what a file says replaces what it includes. */
export function gitLabJobs(id: DocumentId, root: YamlNode, files: OutsideFiles): readonly Job[] {
  const folder = folderOf(id);
  const seen = new Set([id]);
  const included = (from: YamlNode): readonly YamlNode[] =>
    filesIncludedBy(folder, from).flatMap((each) => {
      const document = seen.has(each) ? null : files.find(each);
      const [node] = document ? readYaml(document).documents : [];
      seen.add(each);
      return node ? [...included(node), node] : [];
    });
  const file = { id, files, roots: [root, ...included(root).toReversed()] };
  const jobs = file.roots.flatMap(entriesOf).filter(({ key: { text }, value }) => {
    return value.kind === "map" && !text.startsWith(".") && !ownKeys.has(text);
  });
  const distinct = new Map(jobs.toReversed().map(({ key }) => [key.text, key]));
  return [...distinct.values()].toReversed().flatMap((key) => jobOf(key, file));
}

interface PipelineFiles {
  readonly id: DocumentId;
  readonly files: OutsideFiles;
  /** The pipeline, and then what it includes, the last first. */
  readonly roots: readonly YamlNode[];
}

function jobOf(key: YamlScalar, file: PipelineFiles): readonly Job[] {
  const { id, files, roots } = file;
  const own = chainOf(key.text, roots);
  const chain = [...own, ...roots.flatMap((root) => valueOf(root, "default") ?? []), ...roots];
  const find = (name: string): YamlNode | null => valuesIn(chain, name)[0] ?? null;
  if (!find("script")) return [];
  const names = namesOf([...own, ...roots], roots);
  const tags = listOf(find("tags")).map((tag) => (tag.kind === "scalar" ? resolve(tag.text, names) : null));
  const language = tags.flat().some((tag) => tag?.startsWith("saas-windows")) ? "powershell" : "shell";
  const hasFolder = !givesVariables(files.find(id)?.text ?? "");
  const stepsFrom = (keys: readonly string[]): readonly Step[] => {
    const lines = keys.flatMap((name) => linesIn(find(name), roots));
    const bySource = grouped(lines, ({ span }) => [span.document]);
    return [...bySource.values()].map((some) => {
      const sources = some.flatMap(({ source }) => source ?? []);
      const read = readScript(joinedTexts(sources), language, names, files);
      const isUnread = read.isUnread || sources.length < some.length;
      const calls = callsAt(hasFolder ? "" : null, read.calls);
      return { ...plainStep, ...read, calls, isUnread, stopsAtFailure: language === "shell" };
    });
  };
  const steps = [
    ...stepsWith(pinOfContainer(find("image"), names)),
    ...secretSteps(own, names),
    ...stepsFrom(["before_script", "script"]),
    ...stepsFrom(["after_script"]).map((step): Step => ({ ...step, runsAfter: "anything" })),
  ];
  return [{ document: id, name: key.text, span: key.span, machine: machineOf(tags), isWhole: true, steps }];
}

/** Jobs may extend each other, and themselves by mistake: https://docs.gitlab.com/ci/yaml/#extends */
const mostLevels = 11;

/** What a job says, and then what it extends. */
function chainOf(name: string, roots: readonly YamlNode[], depth = 0): readonly YamlNode[] {
  const nodes = roots.flatMap((root) => valueOf(root, name) ?? []);
  const bases = nodes.flatMap((node) => listOf(valueOf(node, "extends"))).toReversed();
  const extended = bases.flatMap((base) =>
    depth < mostLevels ? chainOf(textOf(base) ?? "", roots, depth + 1) : [],
  );
  const merged = nodes.flatMap((node) => listOf(valueOf(node, "<<")));
  return [...nodes, ...merged, ...extended];
}

function valuesIn(nodes: readonly YamlNode[], name: string): readonly YamlNode[] {
  return nodes.flatMap((node) => valueOf(node, name) ?? []);
}

function listOf(node: YamlNode | null): readonly YamlNode[] {
  return node?.kind === "list" ? node.items : node ? [node] : [];
}

/** The lines of a script; a list of a job and a key is a reference: https://docs.gitlab.com/ci/yaml/yaml_optimization/#reference-tags */
function linesIn(node: YamlNode | null, roots: readonly YamlNode[], depth = 0): readonly YamlScalar[] {
  return listOf(node).flatMap((item): readonly YamlScalar[] => {
    if (item.kind === "scalar") return [item];
    const [job, key] = itemsOf(item).map(textOf);
    const chain = job !== null && job !== undefined && depth < mostLevels ? chainOf(job, roots) : [];
    const referred = valuesIn(chain, key ?? "")[0];
    return linesIn(referred ?? item, roots, depth + 1);
  });
}

/**
 * The variables of a job; those of a matrix have several values, and those of rules are not known
 * (https://docs.gitlab.com/ci/variables/#use-variables-in-other-variables).
 */
function namesOf(chain: readonly YamlNode[], roots: readonly YamlNode[]): Names {
  const variables = new Variables(null);
  const set = (name: string, values: readonly YamlNode[], isKnown = true): void => {
    const texts = values.map((each) =>
      (textOf(each) ?? textOf(valueOf(each, "value")) ?? "").replace(expanded, "$($1)"),
    );
    variables.set(name, isKnown ? texts : null, texts.length === 1 ? texts[0] : "");
  };
  for (const { key, value } of valuesIn(chain.toReversed(), "variables").flatMap(entriesOf))
    set(key.text, [value]);
  for (const matrix of valuesIn(valuesIn(chain.toReversed(), "parallel"), "matrix"))
    for (const [name, values] of grouped(itemsOf(matrix).flatMap(entriesOf), ({ key }) => [key.text]))
      set(
        name,
        values.flatMap(({ value }) => listOf(value)),
      );
  const ruled = valuesIn([...chain, ...valuesIn(roots, "workflow")], "rules").flatMap(listOf);
  for (const { key, value } of valuesIn(ruled, "variables").flatMap(entriesOf)) set(key.text, [value], false);
  return {
    ...noNames,
    variable: (name) => variables.valueOf(name.replace(/^env:/, "")) ?? null,
    macro: (name) => variables.valueOf(name) ?? null,
    given: (name) => (variables.given(name) === "" ? null : piecesOf(variables.given(name))),
  };
}

const expanded = /\$\{?([A-Za-z_]\w*)\}?/g;

function resolve(text: string, names: Names): Texts {
  return resolveText(text.replace(expanded, "$($1)"), names);
}

/**
 * What the machine of a job reads before its first line; the vault is that of a variable:
 * https://docs.gitlab.com/ci/secrets/azure_key_vault
 */
function secretSteps(own: readonly YamlNode[], names: Names): readonly Step[] {
  const secrets = valuesIn(own, "secrets").flatMap(entriesOf);
  const server = "AZURE_KEY_VAULT_SERVER_URL";
  const calls = secrets.flatMap(({ value }) => {
    const secret = valueOf(value, "azure_key_vault");
    return secret ? [useOf(`$(${server})`, vaultNamesIn(names.variable(server)), secret.span, names)] : [];
  });
  return calls.length === 0 ? [] : [{ ...plainStep, calls, isEarly: true }];
}

/**
 * GitLab's own machines have tags that begin with `saas`, and are in other clouds than Azure; any other tag is one of the user's machines, and a
 * job without tags may run on either: https://docs.gitlab.com/ci/runners/hosted_runners/
 */
function machineOf(tags: readonly Texts[]): Machine {
  const texts = tags.every((each) => each?.length === 1) ? tags.flatMap((each) => each ?? []) : [];
  const [first] = texts;
  if (first === undefined) return { kind: "unknown" };
  const isHosted = texts.some((tag) => /^saas-(?:linux|windows|macos)-/.test(tag));
  return isHosted ? { kind: "hosted", by: "gitlab", isElsewhere: true } : { kind: "private", pool: first };
}
