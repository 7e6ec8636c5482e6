import { type Html, markup } from "../render/html.ts";
import { type Heading, renderInline, slugOf } from "../render/markdown.ts";
import { type Command, commands, type Setting, settings, textOf } from "./manifest.ts";
import type { Page } from "./page.ts";

const address = "settings/";

/** Every setting and command of the extension, as its manifest describes them. */
export function settingsPage(): Page {
  const all = Object.entries(settings).map(([name, setting]) => {
    const short = name.replace("keyVaultNetwork.", "");
    return { heading: { level: 3, id: slugOf(name), text: short }, name, setting };
  });
  const headings: readonly Heading[] = [
    { level: 2, id: "settings", text: "Settings" },
    ...all.map(({ heading }) => heading),
    { level: 2, id: "commands", text: "Commands" },
  ];
  return {
    address,
    language: "en",
    area: "reference",
    title: "Settings and commands",
    description: "The settings and commands of the extension for VS Code.",
    body: markup`<article>
      <h1>Settings and commands</h1>
      <h2 id="settings">Settings</h2>
      ${all.map(({ heading, name, setting }) => settingSection(heading, name, setting))}
      <h2 id="commands">Commands</h2>
      <p>The Command Palette lists a command as soon as it has something to do.</p>
      ${commandTable(commands)}
    </article>`,
    headings,
    translations: {},
    source: "package.json",
  };
}

function settingSection({ id }: Heading, name: string, setting: Setting): Html {
  const { type, enum: values = [], enumDescriptions = [] } = setting;
  const text = textOf(setting.markdownDescription ?? setting.description ?? "");
  const rows = values.map((value, index) => {
    const description = enumDescriptions[index];
    return markup`<li>
      <code>${JSON.stringify(value)}</code>${description !== undefined && markup`: ${textOf(description)}`}
    </li>`;
  });
  return markup`<h3 id="${id}"><code>${name}</code></h3>
    <p>${renderInline(text, (link) => link)}</p>
    ${
      rows.length > 0 &&
      markup`<ul>
      ${rows}
    </ul>`
    }
    <p class="trait">
      Type: ${[type].flat().join(" or ")}. Default: <code>${JSON.stringify(setting.default)}</code>
    </p>`;
}

function commandTable(all: readonly Command[]): Html {
  const rows = all.map(
    ({ command, category, title }) =>
      markup`<tr>
        <td>${textOf(category)}: ${textOf(title)}</td>
        <td><code>${command}</code></td>
      </tr>`,
  );
  return markup`<div class="table" tabindex="0" role="group">
    <table>
      <thead>
        <tr>
          <th scope="col">Command</th>
          <th scope="col">ID for key bindings</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
