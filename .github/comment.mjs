// Posts the text of a file as a comment on a pull request, or updates the one that an earlier run posted
// (https://docs.github.com/rest/issues/comments). It needs the permission `pull-requests: write` and nothing else.
import { appendFileSync, readFileSync } from "node:fs";

const { GITHUB_API_URL, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_STEP_SUMMARY } =
  process.env;
const { NUMBER, HEAD, TOKEN } = process.env;
const text = readFileSync(process.argv[2], "utf8");
/** The first line is the same in all comments of this action. */
const sign = text.slice(0, text.indexOf("\n"));
/** GitHub takes 65,536 characters. */
const most = 65_000;

const issues = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`;

async function ask(method, address, body) {
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${TOKEN}`,
    "content-type": "application/json",
    "x-github-api-version": "2022-11-28",
  };
  const answer = await fetch(address, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok)
    throw Object.assign(new Error(`${method} ${address}: ${answer.status}`), { status: answer.status });
  return answer.json();
}

/** Places lead to the lines as the pull request has them. */
function withLinks(markdown) {
  const blob = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${HEAD}`;
  return markdown.replace(/(?<=\| )`([^`|]+):(\d+)`(?= \|$)/gm, (place, path, line) => {
    const address = path.split("/").map(encodeURIComponent).join("/");
    return `[${place}](${blob}/${address}#L${line})`;
  });
}

/** Cut between two rows, with a link to the run, whose summary has all of them. */
function shortened(markdown) {
  if (markdown.length <= most) return markdown;
  const end = markdown.lastIndexOf("\n", most);
  const shown = markdown.slice(0, end);
  const isFolded = shown.lastIndexOf("<details>") > shown.lastIndexOf("</details>");
  const lines = markdown.slice(end).match(/^\| .*/gm) ?? [];
  // Each table begins with two lines that are no rows.
  const rows = lines.length - 2 * lines.filter((line) => line.startsWith("| ---")).length;
  const run = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  const said = `${rows} ${rows === 1 ? "row is" : "rows are"} left out; [the run](${run}) lists all.`;
  return `${shown}\n\n${isFolded ? "</details>\n\n" : ""}${said}\n`;
}

/** Anybody could write our first line; only what a bot or a member of the project wrote is updated. */
function isOurs({ body, user, author_association: role }) {
  return (
    body?.startsWith(sign) && (user?.type === "Bot" || ["OWNER", "MEMBER", "COLLABORATOR"].includes(role))
  );
}

async function earlier() {
  for (let page = 1; ; page++) {
    const comments = await ask("GET", `${issues}/${NUMBER}/comments?per_page=100&page=${page}`);
    const found = comments.find(isOurs);
    if (found || comments.length < 100) return found;
  }
}

const complete = withLinks(text);
const body = shortened(complete);
if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, complete);
try {
  const found = await earlier();
  if (found) await ask("PATCH", `${issues}/comments/${found.id}`, { body });
  // Nothing to say is said only where something was said before.
  else if (/^\|/m.test(body)) await ask("POST", `${issues}/${NUMBER}/comments`, { body });
} catch (error) {
  if (error.status !== 403 && error.status !== 404) throw error;
  console.log(
    "::warning::The token may not comment on this pull request, so the changes are in the summary of the run. The job needs `permissions: pull-requests: write`; pull requests from forks have a read-only token.",
  );
}
