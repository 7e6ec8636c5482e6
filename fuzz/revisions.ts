import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { runCli } from "../test/cli/run-cli.ts";
import { closed, templateText, vaultResource, workspace } from "../test/cli/workspace.ts";

/** An entry of a git tree, with any name and any mode. */
export interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  /** A text, a folder, or the name of an object that does not exist. */
  readonly content: string | readonly TreeEntry[] | { readonly object: string };
}

const open = templateText([vaultResource("kv", { defaultAction: "Allow" })]);
const secret = "hunter2-supersecret";

const names = [
  ...["..", ".", "", ".git", ".GIT", "a", "a.json", "main.bicep", "main.tf", "values.tfvars", ".terraform"],
  ...["/etc", "/a.json", "C:\\a.json", "..\\..\\a.json", "a/../../b.json", "con", "__proto__", "constructor"],
  ...["a.json\n", "\u202e.json", "\ud800.json", ".keyvault-access.jsonc", "bicepconfig.json", "--help"],
];
const texts = [
  ...[
    open,
    "",
    "[".repeat(5000),
    "../../outside/secret.txt",
    "/etc/passwd",
    "..",
    ".",
    "a.json",
    "main.bicep",
  ],
  "var text = loadTextContent('../outside/secret.txt')\nmodule m '../../outside/secret.txt' = { name: text }\n",
  'module "m" {\n  source = "../outside"\n}\noutput "o" {\n  value = file("../outside/secret.txt")\n}\n',
  '{ "version": 1, "rules": { "KV101": "off" }, "tests": [{ "name": "t", "from": "internet", "to": "*", "expect": "deny" }] }',
];

/**
 * Trees with paths out of the repository, files and folders with the same name, links, submodules, and wrong modes and
 * objects.
 */
export const hostileTree: fc.Arbitrary<readonly TreeEntry[]> = fc.letrec<{
  readonly entries: readonly TreeEntry[];
  readonly entry: TreeEntry;
}>((tie) => ({
  entries: fc.array(tie("entry"), { maxLength: 5, depthIdentifier: "tree" }),
  entry: fc.record({
    mode: fc.constantFrom(
      "100644",
      "100755",
      "120000",
      "40000",
      "040000",
      "160000",
      "100664",
      "777",
      "0",
      "",
    ),
    name: fc.constantFrom(...names),
    content: fc.oneof(
      { maxDepth: 3, depthIdentifier: "tree" },
      fc.constantFrom(...texts),
      fc.constant({ object: "12".repeat(20) }),
      tie("entries"),
    ),
  }),
})).entries;

/** A repository, next to a secret, in which revisions are compared. */
export interface HostileRepository {
  /**
   * Compares the work tree with a revision that contains a tree. Returns the exit code; throws what the code throws,
   * and an error of its own if anything outside the repository was written or read.
   */
  readonly compare: (tree: readonly TreeEntry[]) => number;
  readonly remove: () => void;
}

/**
 * Creates the repository and changes to it, because revisions are those of the current folder; `remove` changes back.
 */
export function hostileRepository(): HostileRepository {
  const at = workspace({
    "outside/secret.txt": secret,
    "repo/kv.json": templateText([vaultResource("kv", closed)]),
  });
  const before = process.cwd();
  const repository = at.path("repo");
  execFileSync("git", ["init", "--quiet"], { cwd: repository });
  process.chdir(repository);
  return {
    compare: (tree) => {
      const commit = writeCommit(join(repository, ".git/objects"), tree);
      const files = filesBelow(at.folder);
      const { status, out, error } = runCli("diff", "--base", commit, ".", "--format", "json");
      if (![0, 1, 2, 3].includes(status)) throw new Error(`exit status ${status}`);
      if (out.includes("internal error")) throw new Error(out);
      if (filesBelow(at.folder).join("\n") !== files.join("\n")) throw new Error("a file came or went");
      if ((out + error).includes(secret)) throw new Error("a file outside of the repository was read");
      return status;
    },
    remove: () => {
      process.chdir(before);
      at.remove();
    },
  };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

/**
 * Objects are written in git's storage format, because its own commands reject most of these
 * (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects).
 */
function writeCommit(objects: string, tree: readonly TreeEntry[]): string {
  const who = "a <a@example.com> 0 +0000";
  return writeObject(
    objects,
    "commit",
    Buffer.from(`tree ${writeTree(objects, tree)}\nauthor ${who}\ncommitter ${who}\n\nhostile\n`),
  );
}

function writeTree(objects: string, tree: readonly TreeEntry[]): string {
  const entries = tree.map(({ mode, name, content }) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(writeContent(objects, content), "hex")]),
  );
  return writeObject(objects, "tree", Buffer.concat(entries));
}

function writeContent(objects: string, content: TreeEntry["content"]): string {
  if (typeof content === "string") return writeObject(objects, "blob", Buffer.from(content));
  return "object" in content ? content.object : writeTree(objects, content);
}

function writeObject(objects: string, kind: string, body: Buffer): string {
  const object = Buffer.concat([Buffer.from(`${kind} ${body.length}\0`), body]);
  const name = createHash("sha1").update(object).digest("hex");
  const file = join(objects, name.slice(0, 2), name.slice(2));
  if (existsSync(file)) return name;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, deflateSync(object));
  return name;
}
