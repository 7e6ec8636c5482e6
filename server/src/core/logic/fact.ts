/** A kind of a union, with what is said of it. */
export type Fact<Kind extends string, Fields = unknown> = { readonly kind: Kind } & Readonly<Fields>;
