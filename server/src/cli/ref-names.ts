import { git } from "./git.ts";

/**
 * The commits that the name in a revision may mean, by what each is called in full; at most one if it means one. Of several refs git takes the first,
 * a tag before a branch, and a ref before the beginning of a commit's name (https://git-scm.com/docs/gitrevisions), so that
 * a pushed tag of that name would otherwise replace the branch in the comparison.
 */
export function meaningsOf(
  revision: string,
  commitOf: (revision: string) => string,
): ReadonlyMap<string, string> {
  const name = /^(?:(?!@\{)[^~^:])*/.exec(revision)?.[0] ?? "";
  if (name === "" || name.startsWith("refs/")) return new Map();
  const refs = refsNamed(name);
  const begun = refs.length > 0 ? objectsBeginning(name) : [];
  const commits = [...refs, ...begun].flatMap((each): [string, string][] => {
    const commit = commitIfAny(each, commitOf);
    return commit === null ? [] : [[commit, each]];
  });
  return new Map(commits.toReversed());
}

function refsNamed(name: string): readonly string[] {
  const possible = [
    ...["", "tags/", "heads/", "remotes/"].map((folder) => `refs/${folder}${name}`),
    `refs/remotes/${name}/HEAD`,
  ];
  const printed = git(["for-each-ref", "--format=%(refname)", ...possible]).toString("utf8");
  const found = new Set(printed.split("\n"));
  return possible.filter((each) => found.has(each));
}

/** A whole name of 40 digits is never taken for that of a ref. */
function objectsBeginning(name: string): readonly string[] {
  if (!/^[0-9a-f]{4,39}$/i.test(name)) return [];
  const printed = git(["rev-parse", `--disambiguate=${name}`]).toString("utf8");
  return printed.split("\n").filter((each) => each !== "");
}

function commitIfAny(object: string, commitOf: (revision: string) => string): string | null {
  try {
    return commitOf(object);
  } catch {
    return null;
  }
}
