// The types of the console in a frame. docs/embedding.md says what each is for.

import type { Console, Options } from "./swr-console.js";

/** What may be said to a console that has a configuration of its own. */
export type FrameOptions = Pick<
  Options,
  "address" | "language" | "layout" | "theme" | "readOnly" | "capabilities" | "getToken" | "onBeforeMutate"
> & {
  /** Where the standalone console is served. */
  src: string | URL;
  /** What the frame is called for who cannot see it. */
  title?: string;
};

/** Shows the console of another address in a frame at the end of an element, on which its events are dispatched. */
export function frame(target: Element, options: FrameOptions): Console;
