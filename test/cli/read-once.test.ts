import { expect, test } from "vitest";
import { Deadline } from "../../server/src/cli/deadline.ts";
import { type FileSystem, localFiles } from "../../server/src/cli/file-system.ts";
import { main } from "../../server/src/cli/main.ts";
import { listeningHost } from "./support/listening-host.ts";
import { templateText, workspace } from "./workspace.ts";

/** The files of this machine, noting down which of them are read. */
function noting(read: string[]): FileSystem {
  return {
    ...localFiles,
    read: (path) => {
      read.push(path);
      return localFiles.read(path);
    },
  };
}

const template = "param a string\n";

test("each file is read once", () => {
  const vault = "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kv-app'\n}\n";
  const { folder, remove } = workspace({ "kv/main.bicep": vault, "quiet/main.bicep": template });
  const read: string[] = [];
  main(["check", "--format", "json", folder], listeningHost({ files: noting(read) }).host);
  remove();
  const templates = read.filter((path) => path.endsWith(".bicep"));
  expect(templates.map((path) => path.slice(folder.length)).sort()).toEqual([
    "/kv/main.bicep",
    "/quiet/main.bicep",
  ]);
});

/** Notes down which roots are evaluated. */
class Noting extends Deadline {
  readonly roots: string[] = [];

  override of<T>(root: string, work: () => T): T {
    this.roots.push(root);
    return super.of(root, work);
  }
}

test("a compiled template is not evaluated if neither its words nor its source in any environment declare a vault", () => {
  const isEvaluated = (name: string): boolean => {
    const site = { type: "Microsoft.Web/sites", apiVersion: "2023-01-01", name };
    const { folder, remove } = workspace({
      "main.bicep": template,
      "main.dev.bicepparam": "using 'main.bicep'\nparam a = 'dev'\n",
      "main.json": templateText([site], { metadata: { _generator: { name: "bicep", version: "0.30.0" } } }),
    });
    const deadline = new Noting();
    main(["check", folder], listeningHost({ deadline }).host);
    remove();
    return deadline.roots.some((root) => root.endsWith("/main.json"));
  };
  expect([isEvaluated("app"), isEvaluated("keyvault")]).toEqual([false, true]);
});
