import type { Command } from "vscode-languageserver";
import { sayRestarted } from "../../client/src/restart-words.ts";
import type { NamedVerdict } from "../../client/src/verdicts/labelled-verdict.ts";
import { clientCommands } from "../../server/src/protocol.ts";
import type { Location, VaultReference } from "../../server/src/protocol/names.ts";
import { EnvironmentChoice } from "./environment-choice.ts";
import { ExampleChoice } from "./example-choice.ts";
import { nameOf } from "./files/addresses.ts";
import { packState, type SharedState, unpackState } from "./files/shared-state.ts";
import { Workbench } from "./files/workbench.ts";
import { linkFollower, openPage } from "./links.ts";
import { type LanguageServer, startLanguageServer } from "./server/language-server.ts";
import { previewFix } from "./simulate/preview-fix.ts";
import { Simulator } from "./simulate/simulator.ts";
import { byId } from "./ui/elements.ts";
import { sayStatus } from "./ui/say-status.ts";
import { ViewTabs } from "./views/view-tabs.ts";
import { fill, type Wording } from "./words/in-page.ts";

/** How long nothing happens before answers are asked for again, and the files are saved in the address; in milliseconds. */
const rest = { answers: 150, address: 500 } as const;

/** The page: files, what the language server says of them, and questions about them. */
export class Playground {
  readonly #wording: Wording;
  readonly #server: LanguageServer;
  readonly #workbench: Workbench;
  readonly #simulator: Simulator;
  readonly #environments: EnvironmentChoice;
  readonly #examples: ExampleChoice;
  readonly #views: ViewTabs;
  readonly #update = after(rest.answers, () => this.#updateAnswers());
  readonly #saveSoon = after(rest.address, () => this.save());
  /** Before anything is changed, the address stays as it is. */
  #isChanged = false;

  constructor(wording: Wording) {
    this.#wording = wording;
    const { words, say } = wording;
    const follow = (place: Location): void => {
      this.#workbench.follow(place);
    };
    const run = (command: Command): void => {
      this.#run(command);
    };
    const showFix = (named: NamedVerdict): void => {
      void this.#previewFix(named);
    };
    const followLink = linkFollower({ run, follow });
    this.#server = this.#start();
    const server = this.#server;
    const changed = (): void => {
      this.#isChanged = true;
      this.#saveSoon();
    };
    this.#workbench = new Workbench({ ...{ server, wording, followLink, run, changed } });
    this.#simulator = new Simulator({
      ...{ server, say, follow, followLink, changed, previewFix: showFix },
      removeLabel: (label) => fill(words.removeSource, [label]),
      openServices: () => {
        openPage(pageOfSite("services/"));
      },
    });
    const { asked } = this.#simulator;
    this.#environments = new EnvironmentChoice(server, say);
    this.#examples = new ExampleChoice((files) => {
      this.#isChanged = false;
      void this.#show({ files, asked: ["internet"] });
    });
    this.#views = new ViewTabs({
      ...{ server, say, asked, follow, save, copy, previewFix: showFix },
      reveal: (from, label) => {
        this.#views.show("simulator");
        void asked.add([{ from, label, to: null }]);
      },
    });
    byId("share", HTMLButtonElement).addEventListener("click", () => void this.#share());
  }

  /** Opens what an address names: shared files (`#code=…`), an example (`#example=KV101`), or the first example. */
  async open(hash: string): Promise<void> {
    const named = new URLSearchParams(hash.slice(1));
    const { words } = this.#wording;
    const [code, example] = [named.get("code"), named.get("example")];
    const state = code === null ? null : await unpackState(code);
    if (state) {
      this.#examples.leave();
      await this.#show(state);
      return;
    }
    if (code !== null) sayStatus(words.noLink);
    const isFound =
      example !== null && (await this.#examples.choose(example, named.get("syntax") ?? undefined));
    if (isFound) return;
    if (example !== null) sayStatus(words.noExample);
    await this.#examples.choose();
  }

  /** Keeps the files in the address, if somebody has changed them and they are not too large for it. */
  async save(): Promise<boolean> {
    if (!this.#isChanged) return true;
    const packed = await packState({ files: this.#workbench.texts, asked: this.#simulator.asked.sources });
    if (packed === null) return false;
    this.#examples.leave();
    history.replaceState(null, "", `#code=${packed}`);
    return true;
  }

  #start(): LanguageServer {
    return startLanguageServer({
      language: this.#wording.language,
      readFile: (uri) => this.#workbench.textAt(uri),
      list: () => this.#workbench.uris,
      diagnose: (uri, version, diagnostics) => {
        this.#workbench.diagnose(uri, version, diagnostics);
      },
      changed: () => {
        this.#update();
      },
      refreshLenses: () => {
        this.#workbench.refreshLenses();
      },
      show: (place) => {
        this.#workbench.follow(place);
      },
      openPage,
      tell: sayStatus,
      ended: ({ uri, why }, isLast) => {
        const { words, say } = this.#wording;
        sayStatus(isLast ? words.stopped : sayRestarted(say, uri && nameOf(uri), why));
      },
      reopen: () => {
        this.#workbench.reopen();
      },
    });
  }

  async #show({ files, asked }: SharedState): Promise<void> {
    this.#workbench.open(files);
    await this.#environments.reset();
    await this.#simulator.asked.replace(asked);
  }

  async #updateAnswers(): Promise<void> {
    await Promise.all([this.#simulator.asked.refresh(), this.#environments.update(), this.#views.update()]);
    this.#workbench.refreshLenses();
  }

  async #share(): Promise<void> {
    const { words } = this.#wording;
    this.#isChanged = true;
    if (!(await this.save())) {
      sayStatus(words.tooLarge);
      return;
    }
    const isCopied = await navigator.clipboard.writeText(location.href).then(
      () => true,
      () => false,
    );
    sayStatus(isCopied ? words.shared : words.sharedByHand);
  }

  async #previewFix(named: NamedVerdict): Promise<void> {
    const { words, say } = this.#wording;
    await previewFix(
      {
        server: this.#server,
        ...{ say, words },
        textAt: (uri) => this.#workbench.textAt(uri),
        apply: ({ documents }) => {
          this.#workbench.replaceTexts(documents);
        },
      },
      named,
    );
  }

  /** Runs a command of a lens, a hover or a code action. */
  #run({ command, arguments: given = [] }: Command): void {
    const [argument] = given as readonly unknown[];
    if (command === clientCommands.simulateAccess) {
      this.#views.show("simulator");
      this.#simulator.aim(isVault(argument) ? argument : null);
    } else if (command === clientCommands.showMatrix) this.#views.show("matrix");
    else if (command === clientCommands.selectEnvironment) this.#environments.focus();
    else if (command === clientCommands.browseTrustedServices) openPage(pageOfSite("services/"));
    else if (command === clientCommands.explainRule) openPage(pageOfSite(`rules/${String(argument)}/`));
    else void this.#server.request("workspace/executeCommand", { command, arguments: given });
  }
}

/** A page of the site around the playground. */
function pageOfSite(path: string): string {
  return new URL(`../${path}`, document.baseURI).href;
}

/** The commands of the server's links have the arguments that it gives them; hovers may be of any text. */
function isVault(argument: unknown): argument is VaultReference {
  if (typeof argument !== "object" || argument === null) return false;
  return (["root", "key"] as const).every((name) => typeof Reflect.get(argument, name) === "string");
}

/** Saves a file where the browser keeps downloads. */
function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function copy(text: string): void {
  void navigator.clipboard.writeText(text);
}

/** Does something once nothing has asked for it for a while. */
function after(pause: number, work: () => Promise<unknown>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      work().catch((error: unknown) => {
        console.warn(error);
      });
    }, pause);
  };
}
