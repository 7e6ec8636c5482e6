// What the task of Azure Pipelines runs; see task.json for its inputs
// (https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands).
const { spawnSync } = require("node:child_process");
const { existsSync, mkdtempSync, readFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

const { env } = process;
const cli = join(__dirname, "cli.js");
const folder = mkdtempSync(join(env.AGENT_TEMPDIRECTORY ?? tmpdir(), "keyvault-network-"));

const lines = (name) =>
  (env[`INPUT_${name}`] ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
const isSet = (name) => (env[`INPUT_${name}`] ?? "").trim().toLowerCase() === "true";
const paths = lines("PATHS");
const base = (env.SYSTEM_PULLREQUEST_TARGETBRANCH ?? "").replace(/^refs\/heads\//, "refs/remotes/origin/");

/** The exit status of a command line; its report is in the log, or in a file. */
function ask(command, options, file) {
  const to = file === undefined ? [] : ["--quiet", `--output=${file}`];
  const argv = [cli, command, ...options, ...to, "--", ...(paths.length > 0 ? paths : ["."])];
  const { status } = spawnSync(process.execPath, argv, { stdio: ["ignore", "inherit", "inherit"] });
  return status ?? 2;
}

/** Attaches a document to the page of the run. */
function attach(file) {
  if (isSet("SUMMARY") && existsSync(file)) console.log(`##vso[task.uploadsummary]${file}`);
}

async function request(method, address, body) {
  const token = env.ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN ?? "";
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(`${address}?api-version=7.1`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status}`);
  return answer.json();
}

/** Posts a comment on the pull request, or updates the one of an earlier run; nothing to say is said only where something was said before. */
async function comment(content) {
  const sign = content.slice(0, content.indexOf("\n"));
  const threads = `${env.SYSTEM_COLLECTIONURI}${env.SYSTEM_TEAMPROJECTID}/_apis/git/repositories/${env.BUILD_REPOSITORY_ID}/pullRequests/${env.SYSTEM_PULLREQUEST_PULLREQUESTID}/threads`;
  const { value } = await request("GET", threads);
  const found = value.find(({ comments }) => comments[0]?.content?.startsWith(sign));
  if (found) await request("PATCH", `${threads}/${found.id}/comments/${found.comments[0].id}`, { content });
  else if (/^\|/m.test(content))
    await request("POST", threads, { status: "closed", comments: [{ commentType: "text", content }] });
}

async function changes() {
  const file = join(folder, "changes.md");
  ask("diff", [`--base=${base}`, "--format=comment"], file);
  attach(file);
  if (!isSet("COMMENT") || !existsSync(file)) return;
  try {
    await comment(readFileSync(file, "utf8"));
  } catch (error) {
    console.log(
      `##vso[task.logissue type=warning]There is no comment, because the build service may not comment on this pull request: ${error.message}`,
    );
  }
}

async function run() {
  const options = lines("ARGUMENTS");
  if (isSet("SUMMARY")) {
    const file = join(folder, "findings.md");
    ask("check", [...options, "--format=markdown"], file);
    attach(file);
  }
  if (base !== "" && (isSet("SUMMARY") || isSet("COMMENT"))) await changes();
  const status = ask("check", [...options, "--format=azure"]);
  // 1 says that there are findings, and nothing else may pass.
  const passes = status === 0 || (status === 1 && env.INPUT_FAIL?.trim().toLowerCase() === "false");
  const result = status === 0 ? "Succeeded" : passes ? "SucceededWithIssues" : "Failed";
  console.log(`##vso[task.complete result=${result};]`);
  process.exitCode = passes ? 0 : status;
}

void run();
