const core = "^server/src/core";
const evaluated = `${core}/evaluate/(values/|types\\.ts)`;
const scripts = `${core}/outside/(?:access|names|readers|script-commands|source-text|tool-uses|yaml)\\.ts`;
const faults = `${core}/syntax/(?:syntax|state)-fault\\.ts`;

/**
 * The rooms of the core, each with the rooms above it that it knows, and why it knows no others. `knows` that is not a room's
 * name is a part of one. ARCHITECTURE.md has the same table, which a test compares.
 */
export const layers = [
  { room: "text", knows: [], libraries: "js-yaml", why: "Positions and changes depend on nothing." },
  {
    room: "logic",
    knows: ["text"],
    why: "Three-valued logic depends on nothing; a failure may be that a document was left out.",
  },
  {
    room: "ip",
    knows: ["logic"],
    libraries: "ipaddr\\.js",
    why: "Address sets know no vaults, so their laws can be tested alone.",
  },
  { room: "template", knows: ["text"], why: "The IR is what three syntaxes share." },
  {
    room: "syntax",
    knows: ["text", "logic", "template"],
    libraries: "jsonc-parser|@types",
    why: "A syntax reads text into the IR and edits text; what values mean is not its business.",
  },
  {
    room: "evaluate",
    knows: ["text", "logic", "template"],
    why: "One evaluator serves every syntax.",
  },
  {
    room: "files",
    knows: ["text", "logic", "template", "syntax", "evaluate"],
    why: "What the host supplies is read before anything is made of it.",
  },
  {
    room: "modules",
    knows: ["text", "template", "syntax", evaluated, "files"],
    libraries: "jsonc-parser",
    why: "Where a called template comes from does not depend on what is in it.",
  },
  {
    room: "network",
    knows: ["text", "logic", "ip", "template", "evaluate"],
    why: "The model is bound from values; it knows neither syntaxes nor rules.",
  },
  {
    room: "outside",
    knows: ["text", "logic", "syntax", "files"],
    libraries: "jsonc-parser|@types",
    why: "What pipelines and scripts do is read without knowing any template; linking it with vaults is the business of the workspace.",
  },
  {
    room: "services",
    knows: ["text", "logic", "ip", evaluated, "network", scripts],
    why: "The catalogue describes callers, scripts in templates among them; deciding about them is the business of access.",
  },
  {
    room: "path",
    knows: ["text", "logic", "ip", evaluated, "network", "services"],
    why: "What is between a subnet and a vault does not depend on the vault's own rules.",
  },
  {
    room: "access",
    knows: ["text", "logic", "ip", evaluated, "network", "services", "path"],
    why: "Decisions come from the model, so that rules and simulator cannot disagree.",
  },
  {
    room: "landscape",
    knows: ["text", "logic", "evaluate", "network", "services", "access"],
    why: "What roots of a repository contribute to each other is worked out once, so that rules and access see one network.",
  },
  {
    room: "access-file",
    knows: ["text", "logic", "ip", faults, evaluated, "network", "services", "path", "access"],
    libraries: "jsonc-parser|@types",
    why: "What somebody expects is compared with decisions; who reports it is not its business.",
  },
  {
    room: "fixes",
    knows: [
      "text",
      "logic",
      "ip",
      "template",
      "syntax",
      evaluated,
      "files",
      "network",
      "services",
      "path",
      "access",
    ],
    why: "A fix edits fields of the model, whatever found that they need it.",
  },
  {
    room: "rules",
    knows: [
      "text",
      "logic",
      "ip",
      "template",
      "evaluate",
      "network",
      "services",
      "path",
      "access",
      "access-file",
      "fixes",
    ],
    why: "A rule that reads a syntax would hold in one language only.",
  },
  {
    room: "words",
    knows: [
      "text",
      "logic",
      "ip",
      "template",
      faults,
      evaluated,
      "services",
      "path",
      "access",
      "access-file",
      "fixes",
      "rules",
    ],
    why: "Sentences are made once, from facts; what finds the facts does not know how they are said.",
  },
  {
    room: "report",
    knows: [
      "text",
      "logic",
      "ip",
      "template",
      "syntax",
      "evaluate",
      "files",
      "network",
      "services",
      "path",
      "access",
      "words",
    ],
    why: "A report says what was decided; it finds nothing of its own.",
  },
  {
    room: "workspace",
    knows: [
      "text",
      "logic",
      "template",
      "syntax",
      "evaluate",
      "files",
      "modules",
      "network",
      "services",
      "access",
      "landscape",
      "access-file",
      "fixes",
      "rules",
      "outside",
      "report",
    ],
    why: "What the command line and the server both need to know of files, roots and environments is here once.",
  },
  {
    room: "forbidden",
    knows: ["text", "logic", "ip", evaluated, "network", "services", "path", "access", "fixes", "report"],
    why: "A refused call is explained by the decisions that reports show.",
  },
  {
    room: "questions",
    knows: ["text", "logic", "rules", "outside", "access", "access-file", "report", "workspace"],
    why: "What hosts ask is answered here, from what they know, and as facts.",
  },
  {
    room: "replay",
    knows: [
      "text",
      "logic",
      "ip",
      evaluated,
      "network",
      "services",
      "path",
      "access",
      "access-file",
      "fixes",
      "report",
      "workspace",
      "forbidden",
    ],
    why: "Logs become callers here, of whom nothing else leaves the reader; what becomes of them is asked as of any other caller.",
  },
  {
    room: "formats",
    knows: [
      "text",
      "logic",
      evaluated,
      "files",
      "access",
      "words",
      "rules",
      "report",
      "forbidden",
      "workspace",
      "questions",
      "replay",
    ],
    libraries: "sarif|@types",
    why: "What both hosts write is printed once; a printer that asked the analysis could say what another format does not.",
  },
];

const layerRules = layers.map(({ room, knows, libraries, why }) => ({
  name: `layer-${room}`,
  severity: "error",
  comment: why,
  from: { path: `${core}/${room}/` },
  to: {
    pathNot: [
      ...[room, ...knows].map((each) => (each.startsWith("^") ? each : `${core}/${each}/`)),
      ...(libraries ? [`(^|node_modules/)(${libraries})`] : []),
    ],
  },
}));

/** The layers of ARCHITECTURE.md. Each rule says in one sentence why it is there. */
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
    ...layerRules,
    {
      name: "syntaxes-are-siblings",
      severity: "error",
      comment:
        "A syntax that imports another would make two of them one; what those with braces do alike is in `braces`.",
      from: { path: `${core}/syntax/([^/]+)/` },
      to: { path: `${core}/syntax/[^/]+/`, pathNot: `${core}/syntax/($1|braces)/` },
    },
    {
      name: "rules-see-the-model-only",
      severity: "error",
      comment: "A rule or fix that reads a schema would hold in one language only.",
      from: { path: `${core}/(rules|fixes)/` },
      to: { path: `${core}/network/(schema|bind)/` },
    },
    {
      name: "rules-are-siblings",
      severity: "error",
      comment: "A rule must be removable without reading another.",
      from: { path: `${core}/rules/kv[0-9]+` },
      to: { path: `${core}/rules/(kv[0-9]+|engine/|index\\.ts)` },
    },
    {
      name: "questions-know-no-rule",
      severity: "error",
      comment: "What several rules ask must not depend on one of them, nor on what runs them.",
      from: { path: `${core}/rules/questions/` },
      to: { path: `${core}/rules/(kv[0-9]+|engine/|index\\.ts)` },
    },
    {
      name: "core-has-one-door",
      severity: "error",
      comment:
        "What is not exported by core/index.ts can change freely. What loads the command line knows its commands alone.",
      from: { path: "^server/src/(lsp|cli|node|browser|mcp)", pathNot: "^server/src/cli\\.ts$" },
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
      name: "client-slices-are-isolated",
      severity: "error",
      comment:
        "A feature of the client must be removable without reading another; what they share is in verdicts, tree and panels.",
      from: { path: "^client/src/([^/]+)/" },
      to: { path: "^client/src/[^/]+/", pathNot: "^client/src/($1|verdicts|tree|panels)/" },
    },
    {
      name: "client-shares-downwards",
      severity: "error",
      comment: "What all features share knows none of them; only the extension puts them together.",
      from: { path: "^client/src/((verdicts|tree|panels)/|[^/]+$)", pathNot: "^client/src/extension\\.ts$" },
      to: { path: "^client/src/[^/]+/", pathNot: "^client/src/(verdicts|tree|panels)/" },
    },
    {
      name: "nothing-shipped-knows-the-site",
      severity: "error",
      comment: "The site is made of the product; the product is complete without it.",
      from: { path: "^(server|client)/" },
      to: { path: "^site/" },
    },
    {
      name: "site-scripts-run-in-a-browser",
      severity: "error",
      comment:
        "What a page of the site loads is small, and everything about the product is in the page already.",
      from: { path: "^site/client/" },
      to: { pathNot: ["^site/client/", "node_modules/"] },
    },
    {
      name: "playground-is-a-thin-host",
      severity: "error",
      comment:
        "The page of the playground speaks with the server by its messages, as the extension does; its worker is the extension's, and its build alone knows more.",
      from: { path: "^site/playground/", pathNot: "^site/playground/examples\\.ts$" },
      to: { path: "^server/", pathNot: "^server/src/protocol(/|\\.ts$)" },
    },
    {
      name: "client-speaks-protocol",
      severity: "error",
      comment:
        "Client and server run in different processes and share only their messages, and what loads the script of each.",
      from: { path: "^client/" },
      to: { path: "^server/", pathNot: "^server/src/(protocol(/|\\.ts$)|script-loader\\.ts$)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".json", ".js"] },
  },
};
