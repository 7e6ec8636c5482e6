/** How arguments are said in one language, by the name that messages use for it: a function, or a word for each value. */
export type Says = Readonly<Record<string, ((value: never) => string) | Readonly<Record<string, string>>>>;

type Args = ReadonlyMap<string, unknown>;
/** What is said of a fact; a sentence about a vault names it as `{kv}`. */
type Sentence = (fact: object, kv?: string) => string;
type Part = (args: Args) => string;

/**
 * The sentences of messages, which are data: the texts of a language stand in its `messages.json`. In a message
 *
 * - `{name}` is an argument of the fact, `{name.key}` a part of one;
 * - `{name:how}` is said by that function or table of `says`, which is asked for them when the first message is said;
 * - `{count|address|addresses}` is the number with its noun, said by `digits`;
 * - `{name?text}` and `{name?text|other}` depend on whether there is one: null, false, an empty text and an empty list are none;
 * - `{name=value?text|other}` depends on its value.
 */
export function said<Kind extends string>(
  messages: Readonly<Record<Kind, string>>,
  says: () => Says = () => ({}),
): Readonly<Record<Kind, Sentence>> {
  const sentences = Object.entries<string>(messages).map(([kind, message]) => {
    let part: Part | null = null;
    return [
      kind,
      (fact: object, kv = ""): string => {
        part ??= new MessageReader(message, says()).text();
        return part(new Map<string, unknown>([...Object.entries(fact), ["kv", kv]]));
      },
    ];
  });
  return Object.fromEntries(sentences) as Readonly<Record<Kind, Sentence>>;
}

const place = /\{([\w.]+)(?:=([\w-]+))?(?::(\w+)\}|([?|}]))/y;

class MessageReader {
  readonly #message: string;
  readonly #says: ReadonlyMap<string, Says[string]>;
  #at = 0;

  constructor(message: string, says: Says) {
    this.#message = message;
    this.#says = new Map(Object.entries(says));
  }

  /** What comes before the end of the message, or of the place that it is in. */
  text(inPlace = false): Part {
    const parts: Part[] = [];
    const end = inPlace ? /[{|}]|$/g : /\{|$/g;
    for (;;) {
      end.lastIndex = this.#at;
      const until = end.exec(this.#message)?.index ?? this.#message.length;
      const text = this.#message.slice(this.#at, until);
      parts.push(() => text);
      this.#at = until;
      if (this.#message[until] !== "{") break;
      parts.push(this.#place());
    }
    return (args) => parts.map((part) => part(args)).join("");
  }

  #place(): Part {
    place.lastIndex = this.#at;
    const [all = "", name = "", value, how, sign] = place.exec(this.#message) ?? this.#fail();
    this.#at += all.length;
    const valueIn = (args: Args): unknown => argument(args, name);
    if (how !== undefined) return (args) => this.#said(how, valueIn(args));
    if (sign === "}") return (args) => String(valueIn(args));
    const [one, other] = this.#choices();
    if (sign === "|")
      return (args) => {
        const count = valueIn(args);
        return `${this.#said("digits", count)} ${(count === 1 ? one : other)(args)}`;
      };
    const holds = (found: unknown): boolean =>
      value === undefined ? isThere(found) : String(found) === value;
    return (args) => (holds(valueIn(args)) ? one : other)(args);
  }

  #choices(): readonly [Part, Part] {
    const one = this.text(true);
    const hasOther = this.#message[this.#at] === "|";
    if (hasOther) this.#at++;
    const other = hasOther ? this.text(true) : (): string => "";
    if (this.#message[this.#at] !== "}") this.#fail();
    this.#at++;
    return [one, other];
  }

  #fail(): never {
    throw new Error(`A place in a message is not understood: ${this.#message}`);
  }

  #said(how: string, value: unknown): string {
    const say = this.#says.get(how);
    // The samples of `test/words` say each message, so that each place has the type of its function.
    if (typeof say === "function") return say(value as never);
    return new Map(Object.entries(say ?? {})).get(String(value)) ?? "";
  }
}

function argument(args: Args, name: string): unknown {
  const [first = "", ...rest] = name.split(".");
  return rest.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    args.get(first),
  );
}

function isThere(value: unknown): boolean {
  const none: readonly unknown[] = [null, undefined, false, ""];
  return !none.includes(value) && !(Array.isArray(value) && value.length === 0);
}
