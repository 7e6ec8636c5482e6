import type { CancellationToken } from "vscode-languageserver";
import type { Document, VaultReport } from "../../core/index.ts";
import { accessFileNames, folderOf, reportVaults, withTest } from "../../core/index.ts";
import type { AddTestParams, AddTestResult } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { analysesMeant } from "../roots.ts";

/** Answers `keyvault-network/addTest`: the access file in force at a vault with one more test, or a new one. */
export async function addTest(
  context: Context,
  { from, to, expect, environments }: AddTestParams,
  token: CancellationToken,
): Promise<AddTestResult> {
  const root = normalizeUri(to.root);
  const meant =
    environments ?? (to.environment === undefined ? await chosenAt(context, root) : [to.environment]);
  const analyses = await analysesMeant(context, to, token, environments);
  const [vault, ...others] = analyses
    .flatMap(({ worlds }) => reportVaults(worlds))
    .filter(({ key }) => key === to.key);
  if (!vault) return null;
  const document = await fileFor(context, root);
  const target = nameFor([vault, ...others]);
  const only = meant.filter((each) => each !== null);
  const added = withTest(document, {
    name: context.client.words.inEnvironments(
      `${from} ${expect === "allow" ? "reaches" : "stays out of"} ${target}`,
      only,
    ),
    from: await spellingOf(context, root, from),
    to: target,
    expect,
    environments: only,
  });
  if (!added) return null;
  const { converter, session } = context;
  const place = converter.toRange({ ...document, text: added.text }, added.name);
  return { uri: session.uriOf(document.id), text: added.text, name: place };
}

/** The environment that alone is shown of a root that has others. */
async function chosenAt({ environments, plans }: Context, root: string): Promise<readonly string[]> {
  const chosen = await environments.chosen(root);
  const available = (await plans.now()).roots.find((each) => each.root === root)?.available ?? [];
  const isOneOfSome = available.length > 1 && available.some(({ name }) => name === chosen);
  return chosen !== null && isOneOfSome ? [chosen] : [];
}

/** A source that only this person's settings name is written out, as nobody else would know the name. */
async function spellingOf({ accessFiles, settings }: Context, root: string, from: string): Promise<string> {
  const file = await accessFiles.of(root);
  const means =
    file?.sources.has(from) === true ? null : (await settings.ofWindow()).sources.get(from)?.means;
  return means?.kind === "ip" && means.ranges.length === 1 ? (means.ranges[0]?.value ?? from) : from;
}

/** The access file in force; where there is none, one to be made in the workspace folder, or beside the template. */
async function fileFor({ session, accessFiles, folders }: Context, root: string): Promise<Document> {
  const file = await accessFiles.of(root);
  const known = file ? await session.load(file.document) : null;
  if (known) return known;
  const around = folders().map((each) => `${normalizeUri(each).replace(/\/$/, "")}/`);
  const folder = around.find((each) => root.startsWith(each)) ?? folderOf(root);
  return { id: `${folder}${accessFileNames[0] ?? ""}`, text: "" };
}

/** The vault's name where it is known and the same in all environments, as tests outlive symbols. */
function nameFor(inEach: readonly [VaultReport, ...VaultReport[]]): string {
  const [{ name, symbol }] = inEach;
  return typeof name === "string" && inEach.every((each) => each.name === name) ? name : symbol;
}
