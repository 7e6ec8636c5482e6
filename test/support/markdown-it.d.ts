/** The part of the library that tests use; it comes without types. */
declare module "markdown-it" {
  export default class MarkdownIt {
    constructor(options: { readonly html: boolean; readonly linkify: boolean });
    render(markdown: string): string;
  }
}
