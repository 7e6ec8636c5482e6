import type { CancellationToken } from "vscode-languageserver";
import {
  accessFileNames,
  type Document,
  folderOf,
  reportVaults,
  targetOf,
  withTest,
} from "../../core/index.ts";
import type { AddTestParams, AddTestResult } from "../../protocol/access-tests.ts";
import type { Context } from "../context.ts";
import { normalizeUri, relativePath } from "../files.ts";
import { analysesMeant } from "../roots.ts";

/** Answers `keyvault-network/addTest`: the access file that applies to a vault, with one more test, or a new file. */
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
  const all = analyses.flatMap(({ worlds }) => reportVaults(worlds).map((each) => ({ ...each, root })));
  const inEach = [{ ...vault, root }, ...others.map((each) => ({ ...each, root }))] as const;
  const target = targetOf(inEach, all, (id) => relativePath(document.id, id));
  const only = meant.filter((each) => each !== null);
  const { words } = context.client;
  const added = withTest(document, {
    name: words.inEnvironments(words.action({ kind: "test-name", from, vault: target, expect }), only),
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

/** The selected environment, if the root has others that are not shown. */
async function chosenAt({ environments, plans }: Context, root: string): Promise<readonly string[]> {
  const chosen = await environments.chosen(root);
  const available = (await plans.now()).roots.find((each) => each.root === root)?.available ?? [];
  const isOneOfSome = available.length > 1 && available.some(({ name }) => name === chosen);
  return chosen !== null && isOneOfSome ? [chosen] : [];
}

/** Writes out a source that only the user's settings define: the name means nothing to others. */
async function spellingOf({ accessFiles, settings }: Context, root: string, from: string): Promise<string> {
  const file = await accessFiles.of(root);
  const means =
    file?.sources.has(from) === true ? null : (await settings.ofWindow()).sources.get(from)?.means;
  return means?.kind === "ip" && means.ranges.length === 1 ? (means.ranges[0]?.value ?? from) : from;
}

/** The access file that applies; if there is none, a new one in the workspace folder, or next to the template. */
export async function fileFor({ session, accessFiles, folders }: Context, root: string): Promise<Document> {
  const file = await accessFiles.of(root);
  const known = file ? await session.load(file.document) : null;
  if (known) return known;
  const around = folders().map((each) => `${normalizeUri(each).replace(/\/$/, "")}/`);
  const folder = around.find((each) => root.startsWith(each)) ?? folderOf(root);
  return { id: `${folder}${accessFileNames[0] ?? ""}`, text: "" };
}
