/** The layers of ARCHITECTURE.md. Each rule says in one sentence why it stands. */
const core = "^server/src/core";
const only = (name, from, allowed, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { pathNot: [from, ...allowed] },
});

export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "A cycle, of types too, means that two files are one, or that a third is missing.",
      from: {},
      to: { circular: true },
    },
    {
      name: "core-is-pure",
      severity: "error",
      comment: "The core runs in a browser worker, in Node and in tests alike, so it knows none of them.",
      from: { path: core },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "core-knows-no-editor",
      severity: "error",
      comment: "LSP and VS Code types stop at the converter, so that the core can serve any program.",
      from: { path: core },
      to: { path: ["vscode", "^server/src/(lsp|cli|protocol)", "^client"] },
    },
    only("text-is-the-ground", `${core}/text/`, [], "Positions and changes depend on nothing."),
    only("logic-is-the-ground", `${core}/logic/`, [], "Three-valued logic depends on nothing."),
    only(
      "ip-is-arithmetic",
      `${core}/ip/`,
      [`${core}/logic/`, "node_modules/ipaddr.js"],
      "Address sets know no vaults, so their laws can be tested alone.",
    ),
    only(
      "template-is-the-ir",
      `${core}/template/`,
      [`${core}/text/`],
      "The IR is what three syntaxes share.",
    ),
    {
      name: "syntax-lowers-only",
      severity: "error",
      comment: "A syntax reads text into the IR and edits text; what values mean is not its business.",
      from: { path: `${core}/syntax/` },
      to: {
        path: core,
        pathNot: [`${core}/(template|text|syntax)/`],
      },
    },
    {
      name: "syntaxes-are-siblings",
      severity: "error",
      comment: "A syntax that imports another would make two of them one.",
      from: { path: `${core}/syntax/([^/]+)/` },
      to: { path: `${core}/syntax/[^/]+/`, pathNot: `${core}/syntax/$1/` },
    },
    only(
      "evaluate-knows-no-syntax",
      `${core}/evaluate/`,
      [`${core}/(template|text|logic)/`, "node_modules/js-yaml"],
      "One evaluator serves every syntax.",
    ),
    only(
      "network-is-the-model",
      `${core}/network/`,
      [`${core}/(evaluate|template|ip|text|logic)/`],
      "The model is bound from values; it knows neither syntaxes nor rules.",
    ),
    only(
      "services-are-data",
      `${core}/services/`,
      [`${core}/(network|ip|logic|text)/`, `${core}/evaluate/(values/|types)`],
      "The catalogue describes callers; deciding about them is the business of access.",
    ),
    only(
      "access-asks-the-model",
      `${core}/access/`,
      [`${core}/(network|ip|logic|services|text)/`, `${core}/evaluate/values/`],
      "Decisions come from the model, so that rules and simulator cannot disagree.",
    ),
    only(
      "access-file-asks-access",
      `${core}/access-file/`,
      [
        `${core}/(access|network|services|ip|logic|text)/`,
        `${core}/evaluate/values/`,
        "node_modules/(jsonc-parser|picomatch|@types)",
      ],
      "What somebody expects is compared with decisions; who reports it is not its business.",
    ),
    {
      name: "rules-see-the-model-only",
      severity: "error",
      comment: "A rule that reads syntax or schema would hold in one language only.",
      from: { path: `${core}/rules/` },
      to: { path: [`${core}/syntax/`, `${core}/network/(schema|bind)/`] },
    },
    {
      name: "rules-are-siblings",
      severity: "error",
      comment: "A rule must be removable without reading another.",
      from: { path: `${core}/rules/kv[0-9]+` },
      to: { path: `${core}/rules/kv[0-9]+` },
    },
    {
      name: "core-has-one-door",
      severity: "error",
      comment: "What is not exported by core/index.ts can change freely.",
      from: { path: "^server/src/(lsp|cli|node|browser)" },
      to: { path: core, pathNot: `${core}/index.ts$` },
    },
    {
      name: "lsp-runs-in-a-worker",
      severity: "error",
      comment: "The language server's features run in a browser worker too.",
      from: { path: "^server/src/lsp/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "cli-knows-no-lsp",
      severity: "error",
      comment: "The command line and the editor are two users of one core.",
      from: { path: "^server/src/cli/" },
      to: { path: ["^server/src/lsp", "vscode"] },
    },
    {
      name: "client-speaks-protocol",
      severity: "error",
      comment: "Client and server run in different processes and share only their messages.",
      from: { path: "^client/" },
      to: { path: "^server/", pathNot: "^server/src/protocol(/|\\.ts$)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".json", ".js"] },
  },
};
