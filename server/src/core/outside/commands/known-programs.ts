/**
 * Whether a program certainly leaves vaults as they are when it is run in this way: it prints, copies, builds or tests. `null` is an
 * argument that is not known.
 */
export function isOrdinaryUse(name: string, given: readonly (string | null)[]): boolean {
  if (inert.has(name) || given.some((each) => /^--?(?:version|help)$/.test(each ?? ""))) return true;
  if (name === "." || name === "source") return settingsFile.test(given[0] ?? "");
  const code = codeOf(name, given);
  if (code !== undefined) return code !== null && !mayConcernAzure.test(code);
  const modules = /^python[\d.]*$/.test(name) && given[0] === "-m" ? ordinaryModules : undefined;
  if (modules) return modules.test(given[1] ?? "");
  if (taskRunner.test(name)) return areOrdinaryTasks(tasksOf(name, given));
  return ordinaryVerbs.get(name)?.test(given.find((each) => each?.startsWith("-") !== true) ?? "") ?? false;
}

/** Files that only set variables. */
const settingsFile = /(?:^|[\\/])(?:activate(?:\.ps1)?|\.env[\w.]*|\.bashrc|\.profile|os-release)$/;

/** Whether a program runs what it is given, or what it finds in files: nothing is known about that. */
export function runsItsArguments(name: string): boolean {
  return running.test(name) || taskRunner.test(name) || ordinaryVerbs.has(name);
}

/** They do not run what they are given. */
const inert: ReadonlySet<string> = new Set([
  ...["echo", "printf", "cat", "cp", "mv", "rm", "ls", "chmod", "chown", "mkdir", "touch", "tar", "zip"],
  ...["unzip"],
  ...["grep", "sed", "awk", "jq", "yq", "diff", "head", "tail", "sort", "tee", "test", "[", "[[", "if", "cd"],
  ...["git", "export", "set", "which", "type", "hash", "stat", "dos2unix", "pip", "pip3"],
  ...["shellcheck", "shfmt", "pytest", "eslint", "prettier", "black", "ruff", "flake8", "pylint", "mypy"],
  ...["tsc"],
  ...["write-host", "write-output", "write-verbose", "get-content", "set-content", "copy-item"],
  ...["remove-item"],
  ...["test-path", "join-path", "get-childitem", "get-item", "new-item", "invoke-scriptanalyzer", "param"],
]);

const running =
  /^(?:bash|sh|zsh|pwsh|powershell|cmd|source|\.|&|python[\d.]*|node|deno|bun|ts-node|tsx|perl|ruby|php|eval|xargs|ssh|ansible-playbook|iex|invoke-expression|invoke-command|start-process|start-job)$/;

/** The code that a program is given as an argument; null if it is not known, undefined if it is given none. */
function codeOf(name: string, given: readonly (string | null)[]): string | null | undefined {
  if (/^(?:eval|iex|invoke-expression)$/.test(name))
    return given.includes(null) || given.length === 0 ? null : given.join(" ");
  const option = codeOptions.find(({ programs }) => programs.test(name))?.option;
  const at = option ? given.findIndex((each) => option.test(each ?? "")) : -1;
  return at < 0 ? undefined : (given[at + 1] ?? null);
}

const codeOptions: readonly { readonly programs: RegExp; readonly option: RegExp }[] = [
  { programs: /^(?:bash|sh|zsh)$/, option: /^-\w*c$/ },
  { programs: /^(?:pwsh|powershell)$/, option: /^-c(?:ommand)?$/ },
  { programs: /^(?:python[\d.]*)$/, option: /^-c$/ },
  { programs: /^(?:node|perl|ruby|php)$/, option: /^-\w*[epr]$/ },
];

/** What code that changes a vault would contain: Azure, a vault, or what runs or requests something else. */
const mayConcernAzure =
  /\baz\b|-az|azure|vault|\$|`|system|subprocess|popen|exec|eval|spawn|require|curl|wget|source|\b(?:ba|z)?sh\b|pwsh|make|docker|terraform|tofu|python|node|npm|\.(?:sh|ps1|py|js)\b|invoke-|^\s*[.&]|\.{0,2}\//i;

const ordinaryModules =
  /^(?:pip|venv|virtualenv|pytest|unittest|build|json\.tool|http\.server|black|ruff|mypy|flake8)$/;

const taskRunner = /^(?:npm|pnpm|yarn|make|just|task|rake|gradlew?|nox|tox)$/;

function tasksOf(name: string, given: readonly (string | null)[]): readonly (string | null)[] {
  const words = given.filter((each) => each?.startsWith("-") !== true);
  if (!/^(?:npm|pnpm|yarn)$/.test(name)) return words.filter((each) => each?.includes("=") !== true);
  const [first = "install", second = null] = words;
  if (first === null || /^(?:run|run-script)$/.test(first)) return [second];
  // Of npm, any other command than these is its own; yarn and pnpm run scripts of that name.
  return name === "npm" && !/^(?:exec|start|x)$/.test(first) ? ["install"] : [first];
}

/** Tasks are what a repository makes of them, but their usual names are kept for what everyone means by them. */
function areOrdinaryTasks(tasks: readonly (string | null)[]): boolean {
  return tasks.length > 0 && tasks.every((task) => ordinaryTask.test(task ?? ""));
}

const ordinaryTask =
  /^(?:install|add|ci|build|assemble|compile|tests?|lint|format|fmt|check|type-?check|coverage|clean|package|pack|publish|bundle|docs?|audit|restore|verify|e2e|unit|generate|version)(?:[:_.-][\w:.-]+)?$/;

/** Programs that may change anything, except by these commands. */
const ordinaryVerbs: ReadonlyMap<string, RegExp> = new Map([
  ...["docker", "podman"].map((name): [string, RegExp] => [
    name,
    /^(?:build|buildx|push|pull|login|logout|tag|images?|version|info|save|load|inspect|ps|rm|rmi|stop)$/,
  ]),
  ["kubectl", /^(?:get|describe|config|logs|version|rollout|wait|cluster-info)$/],
  ["helm", /^(?:repo|lint|template|version|list|status|dependency|package|push|pull|registry)$/],
  ...["terraform", "tofu", "terragrunt"].map((name): [string, RegExp] => [
    name,
    /^(?:init|fmt|validate|plan|show|output|version|workspace|providers|get|graph|state|login|import)$/,
  ]),
  ["pulumi", /^(?:preview|login|logout|stack|config|version|install|plugin)$/],
  ["azd", /^(?:auth|env|config|package|version|init|show)$/],
]);
