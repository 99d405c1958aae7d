// What templates know of `<swr-console>`: its options and its events.

import type { DefineComponent } from "vue";
import type { ConsoleEventMap, Options } from "swr-console";

type Events = { [Type in keyof ConsoleEventMap]: (event: ConsoleEventMap[Type]) => void };

declare module "vue" {
  interface GlobalComponents {
    "swr-console": DefineComponent<Options & { id?: string }, {}, {}, {}, {}, {}, {}, Events>;
  }
}
