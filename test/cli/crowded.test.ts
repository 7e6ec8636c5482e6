import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../server/src/cli/main.ts";
import { type FileSystem, localFiles } from "../../server/src/cli/file-system.ts";
import { readCases } from "../outside/page.ts";
import { testGrammar } from "../support/hcl-grammar.ts";
import { listeningHost } from "./support/listening-host.ts";
import { app, compiledText, hub, manyRoots as files } from "./support/many-roots.ts";
import { workspace } from "./workspace.ts";

/** What a run says where there is room for so much. */
function runIn(room: number, ...argv: readonly string[]): readonly [number, string, string] {
  return runOn(localFiles, room, ...argv);
}

function runOn(
  files: FileSystem,
  room: number,
  ...argv: readonly string[]
): readonly [number, string, string] {
  const { host, said } = listeningHost({ room, files });
  return [main(argv, host), ...said()];
}

const commands = [
  "check --format json",
  "check --format json --environment *",
  "check --format sarif --permissions",
  "vaults --format json --environment *",
  "simulate --format json --from internet",
  "test --format json",
];

test.each(commands)("%s says the same about the examples where nothing is kept", (command) => {
  expect(runIn(0, ...command.split(" "), "examples")).toEqual(
    runIn(Infinity, ...command.split(" "), "examples"),
  );
});

test.each(commands)("%s says the same about linked roots where nothing is kept", (command) => {
  const { folder, remove } = workspace(files);
  const answers = [Infinity, 0].map((room) => runIn(room, ...command.split(" "), folder));
  remove();
  expect(answers[1]).toEqual(answers[0]);
});

test.each(readCases("test/outside/cases"))(
  "check says the same about $name where nothing is kept",
  ({ files }) => {
    const { folder, remove } = workspace(Object.fromEntries(files));
    const answers = [Infinity, 0].map((room) => runIn(room, "check", "--format", "json", folder));
    remove();
    expect(answers[1]).toEqual(answers[0]);
  },
);

test("check says the same where a root that nothing calls declares a second cluster", () => {
  const page = readCases("test/outside/cases").find(({ name }) => name === "d23-cluster-not-listed");
  const texts = Object.fromEntries(page?.files ?? []);
  const second = texts["/main.bicep"]?.replace("'kv1'", "'kv2'") ?? "";
  const { folder, remove } = workspace({ ...texts, "second/main.bicep": second });
  const answers = [Infinity, 0].map((room) => runIn(room, "check", "--format", "json", folder));
  remove();
  expect(answers[1]).toEqual(answers[0]);
});

test("the network of a released root is still that of a vault in another one", () => {
  const { folder, remove } = workspace({ "hub/main.tf": hub, "app/main.bicep": app });
  const [, report] = runIn(0, "check", "--format", "json", folder);
  const [, alone] = runIn(0, "check", "--format", "json", `${folder}/app`);
  remove();
  expect(codesIn(report)).not.toEqual(codesIn(alone));
});

function codesIn(report: string): readonly string[] {
  // The shape is what the tests of the contract are about.
  const { findings } = JSON.parse(report) as { findings: readonly { code: string }[] };
  return findings.map(({ code }) => code);
}

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

test("how much will be read is known before it is read", () => {
  const text = "param a string\n";
  const { folder, remove } = workspace({ "one/main.bicep": text, "two/main.bicep": text, "notes.md": text });
  const [events, read]: [string[], string[]] = [[], []];
  main(["check", join(folder, "one"), join(folder, "two")], {
    grammar: () => testGrammar,
    input: () => ({ text: "" }),
    files: noting(read),
    room: text.length,
    onInput: ({ size, isCrowded }) =>
      events.push(`${size} after ${read.length}${isCrowded ? ", crowded" : ""}`),
    out: () => undefined,
    error: () => undefined,
    color: false,
  });
  remove();
  expect(events).toEqual([`${text.length} after 0`, `${2 * text.length} after 1, crowded`]);
});

test("files are read once where there is room, and a few times where nothing is kept", () => {
  const { folder, remove } = workspace({ "kv/main.bicep": app, "quiet/main.bicep": "param a string\n" });
  const timesIn = (room: number): readonly number[] => {
    const read: string[] = [];
    runOn(noting(read), room, "check", "--format", "json", folder);
    return ["kv", "quiet"].map((each) => read.filter((path) => path.endsWith(`/${each}/main.bicep`)).length);
  };
  const [once, often] = [timesIn(Infinity), timesIn(0)];
  remove();
  expect(once).toEqual([1, 1]);
  // To find it, to plan, to evaluate, and to say where something was found.
  expect(often).toEqual([4, 3]);
});

test("a file that changes while it is checked gives no places that are wrong", () => {
  const { folder, remove } = workspace({
    "kv/main.bicep": app,
    "other/main.bicep": app.replaceAll("kv-app", "kv-b"),
  });
  /** What a run says where a file has one line more from the second, third or fourth reading on. */
  const statuses = [1, 2, 3].map((unchanged) => {
    const read: string[] = [];
    const files: FileSystem = {
      ...localFiles,
      read: (path) => {
        const reading = localFiles.read(path);
        if (!path.endsWith("/kv/main.bicep") || !("bytes" in reading)) return reading;
        read.push(path);
        return read.length > unchanged
          ? { bytes: Buffer.concat([Buffer.from("// new\n"), reading.bytes]) }
          : reading;
      },
    };
    try {
      const [status, out] = runOn(files, 0, "check", "--format", "json", folder);
      return [status, /main.bicep changed during the check/.test(out)];
    } catch (error) {
      // The program says why, and ends with the same status.
      return [2, /main.bicep changed meanwhile/.test(String(error))];
    }
  });
  remove();
  expect(statuses).toEqual([
    [2, true],
    [2, true],
    [2, true],
  ]);
});

test("a compiled template is not evaluated if neither its words nor its source in any environment declare a vault", () => {
  const timesWith = (word: string): number => {
    const { folder, remove } = workspace({
      "main.bicep": "param a string\n",
      "main.dev.bicepparam": "using 'main.bicep'\nparam a = 'dev'\n",
      "main.json": compiledText([{ type: "Microsoft.Web/sites", apiVersion: "2023-01-01", name: word }]),
    });
    const read: string[] = [];
    runOn(noting(read), 0, "check", folder);
    remove();
    return read.filter((path) => path.endsWith("/main.json")).length;
  };
  expect(timesWith("app")).toBeLessThan(timesWith("keyvault"));
});
