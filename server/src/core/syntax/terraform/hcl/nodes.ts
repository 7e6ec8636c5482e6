/** A part of a text. Offsets are UTF-16 code units, `end` exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What is between the braces of a block, or in a file. */
export interface Body extends Place {
  readonly kind: "body";
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** False when a syntax error inside, or an incomplete name, may hide more. */
  readonly intact: boolean;
  /** There is a syntax error inside: what is around it may belong elsewhere. */
  readonly broken: boolean;
}

export interface Attribute extends Place {
  readonly kind: "attribute";
  readonly name: string;
  readonly nameEnd: number;
  /** Null when it cannot be read. */
  readonly value: Expression | null;
}

export interface Block extends Place {
  readonly kind: "block";
  readonly type: string;
  readonly labels: readonly string[];
  readonly typeEnd: number;
  /** The end of the last label, or of the type. */
  readonly headerEnd: number;
  /** Braces included. */
  readonly body: Body;
}

/** https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions; one with a syntax error inside is null where it is written. */
export type Expression =
  | Literal
  | NumberNode
  | Variable
  | Template
  | Tuple
  | ObjectNode
  | For
  | Call
  | Parentheses
  | Conditional
  | Unary
  | Binary
  | Traversal
  | Embedded
  | ErrorNode;

export interface Literal extends Place {
  readonly kind: "literal";
  readonly value: boolean | null;
}

/** Its digits are those of the text. */
export interface NumberNode extends Place {
  readonly kind: "number";
}

export interface Variable extends Place {
  readonly kind: "variable";
  readonly name: string;
}

/** How the text of a template is written: between quotes, in lines, or in lines that are indented as the code around them. */
export type TextStyle = "quoted" | "lines" | "indented-lines";

export interface Template extends Place {
  readonly kind: "template";
  readonly style: TextStyle;
  readonly content: Place;
  /** Where there is no text, in order; directives are closed in the order in which they were opened. */
  readonly marks: readonly Mark[];
}

/** An interpolation, or one end of a directive. */
export type Mark =
  | (Place & { readonly kind: "value"; readonly value: Expression })
  | (Place & { readonly kind: "if"; readonly value: Expression })
  | (Place & { readonly kind: "for"; readonly head: ForHead })
  | (Place & { readonly kind: "else" | "endif" | "endfor" });

export interface Tuple extends Place {
  readonly kind: "tuple";
  readonly items: readonly Expression[];
  /** Offsets of the commas. */
  readonly commas: readonly number[];
}

export interface ObjectNode extends Place {
  readonly kind: "object";
  readonly elements: readonly Element[];
  /** False when an incomplete name may become any. */
  readonly intact: boolean;
}

export interface Element extends Place {
  readonly kind: "element";
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for …]`, or `{for …}` with a key. */
export interface For extends Place {
  readonly kind: "for";
  readonly head: ForHead;
  readonly key: Expression | null;
  readonly body: Expression;
  readonly filter: Expression | null;
  readonly grouped: boolean;
}

/** `for a, b in source:` */
export interface ForHead extends Place {
  readonly names: readonly string[];
  readonly source: Expression;
}

export interface Call extends Place {
  readonly kind: "call";
  /** That of a provider has colons: `provider::azurerm::normalise_resource_id`. */
  readonly name: string;
  readonly items: readonly Expression[];
  /** `f(list...)` */
  readonly expands: boolean;
}

export interface Parentheses extends Place {
  readonly kind: "parentheses";
  readonly inner: Expression;
}

export interface Conditional extends Place {
  readonly kind: "conditional";
  readonly test: Expression;
  readonly yes: Expression;
  readonly no: Expression;
}

export interface Unary extends Place {
  readonly kind: "unary";
  readonly operator: string;
  readonly operand: Expression;
}

export interface Binary extends Place {
  readonly kind: "binary";
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

/** A value and what follows it: `a.b[0]`. */
export interface Traversal extends Place {
  readonly kind: "traversal";
  readonly of: Expression;
  readonly steps: readonly Step[];
}

export type Step =
  | (Place & { readonly kind: "member"; readonly nameStart: number; readonly name: string })
  | (Place & { readonly kind: "index"; readonly index: Expression })
  | (Place & { readonly kind: "splat"; readonly marker: Place; readonly steps: readonly Step[] });

/** An expression or a template in a string of JSON, read apart: the places in it are those of the text that the string means. */
export interface Embedded extends Place {
  readonly kind: "embedded";
  readonly text: string;
  readonly inner: Expression;
}

/** What cannot be read, or is still to be typed. */
export interface ErrorNode extends Place {
  readonly kind: "error";
}
