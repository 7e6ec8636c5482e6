import type { Expression } from "./expression.ts";
import type { ResourceDeclaration } from "./template.ts";

/** How a template names a resource: one that it declares, or one that a fix adds to it. */
type Called = Pick<ResourceDeclaration, "span" | "symbol" | "key" | "existing">;

/** What a reference names: a resource of the template, or one that is written inside of it. */
export interface Referent {
  readonly declaration: Called;
  /** Which iteration of the declaration's loop; null without one. */
  readonly iteration: number | string | null;
  /** The whole type, where the syntax names resources by type and name; a child's is its own. */
  readonly type: string;
  /** The segments of the name, where the syntax names resources by them; each is made of one or several pieces. */
  readonly names: readonly NameSegment[];
  /** Of a subnet inside of its network: the segment of its id, `subnets`, and its name. */
  readonly child: { readonly segment: string; readonly name: NameSegment } | null;
  /** The instance of the template that declares it: only there it can be named. */
  readonly home: object;
}

/** Pieces of text, written in the template that declares what they name; joined they are one segment. */
export type NameSegment = readonly Expression[];

/**
 * A resource, or a property of it, as the template that declares it would refer to it. It is created only after
 * checking that such a reference is possible. A class, so that a dictionary with the same entries is not mistaken
 * for one.
 */
export class Reference {
  readonly referent: Referent;
  /** The keys in the path of the property, as the schema of the resource spells them; none for the resource itself. */
  readonly path: readonly string[];
  /** What the declaration says of the property, for a syntax that repeats it; null of what only Azure knows. */
  readonly written: Expression | null;

  constructor(referent: Referent, path: readonly string[], written: Expression | null = null) {
    this.referent = referent;
    this.path = path;
    this.written = written;
  }

  /** A text that is the same for references that are written alike. */
  get key(): string {
    const { declaration, iteration, child } = this.referent;
    const { document, start } = declaration.span;
    const place = `${document}:${start} ${declaration.symbol}[${iteration ?? ""}]`;
    const [name] = child?.name ?? [];
    return [place, name?.span.start ?? "", ...this.path].join(".");
  }
}
