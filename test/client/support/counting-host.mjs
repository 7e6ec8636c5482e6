// Activates the built extension in a process of its own, as desktop VS Code does, with a `vscode` that notes what is read and looked for: the
// first argument is the folder of the bundles, the second that of the extension's storage, the third the documents that are opened
// afterwards. Prints as JSON what was noted, but for the extension's own files.
import fs from "node:fs";
import Module, { createRequire } from "node:module";
import { join } from "node:path";

const [dist, storage, documents] = process.argv.slice(2);
const files = [];

/** Whatever is asked of it, it can be called, constructed, assigned to and asked again. */
function anything(path, known = {}) {
  const nested = new Map();
  return new Proxy(class {}, {
    get: (own, name) => {
      if (Object.hasOwn(known, name)) return known[name];
      if (name === "then") return undefined;
      if (name === Symbol.toPrimitive) return () => path;
      if (name === Symbol.iterator) return () => [][Symbol.iterator]();
      if (name === "prototype") return own.prototype;
      if (!nested.has(name)) nested.set(name, anything(`${path}.${String(name)}`));
      return nested.get(name);
    },
    set: () => true,
    apply: () => {
      if (path.startsWith("workspace.fs.")) files.push(path);
      return anything(`${path}()`);
    },
    construct: () => anything(`new ${path}`),
  });
}

const opened = [];
const folder = { uri: { path: "/folder", scheme: "file" }, name: "folder", index: 0 };
const workspace = anything("workspace", {
  textDocuments: [],
  workspaceFolders: [folder],
  isTrusted: true,
  findFiles: (pattern) => {
    files.push(`findFiles ${pattern}`);
    return Promise.resolve([]);
  },
  fs: anything("workspace.fs", {
    stat: ({ path }) => {
      files.push(`stat ${path}`);
      return Promise.reject(new Error("not there"));
    },
  }),
  onDidOpenTextDocument: (listener) => {
    opened.push(listener);
    return { dispose: () => undefined };
  },
});
const known = {
  workspace,
  extensions: anything("extensions", { all: [] }),
  l10n: { t: (text) => text },
  Uri: anything("Uri", {
    joinPath: ({ path }, ...parts) => ({
      path: [path, ...parts].join("/"),
      fsPath: [path, ...parts].join("/"),
    }),
  }),
};
// The bundle copies the members of a module, so it has to have all that it uses by their names.
const others = anything("vscode");
const names = [...fs.readFileSync(join(dist, "client.js"), "utf8").matchAll(/\.([A-Za-z]\w*)/g)].map(
  ([, name]) => name,
);
const vscode = Object.fromEntries([...new Set(names)].map((name) => [name, known[name] ?? others[name]]));

const load = Module._load;
Module._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));
// What the extension does long after it was activated is done at once.
const later = setTimeout;
globalThis.setTimeout = (work, delay, ...given) => later(work, delay >= 10_000 ? 0 : delay, ...given);
const { activate } = createRequire(import.meta.url)(join(dist, "desktop.cjs"));
for (const name of ["readFileSync", "openSync", "statSync", "readdirSync"]) {
  const original = fs[name];
  fs[name] = (path, ...rest) => {
    if (![dist, storage].some((own) => String(path).startsWith(own))) files.push(`${name} ${path}`);
    return original(path, ...rest);
  };
}
const context = anything("context", {
  extensionUri: { path: "/extension", fsPath: "/extension" },
  globalStorageUri: { path: storage, fsPath: storage },
  subscriptions: [],
  globalState: anything("globalState", { get: (_, value) => value }),
  workspaceState: anything("workspaceState", { get: (_, value) => value }),
});

// The library cannot do anything with this `vscode`.
process.on("unhandledRejection", () => undefined);
activate(context);
await new Promise((resolve) => later(resolve, 50));
for (const { path, text } of JSON.parse(documents))
  for (const listener of opened)
    listener({ uri: { path, scheme: "file" }, languageId: "json", getText: () => text });
await new Promise((resolve) => later(resolve, 100));
// Node's part of the library of the protocol starts processes.
const hasLibrary = process.moduleLoadList.includes("NativeModule child_process");
process.stdout.write(JSON.stringify({ files, hasLibrary }));
process.exit();
