import { createApp } from "vue";
import { defineElement } from "swr-console";
import "../../portal/portal.css";
import Portal from "./Portal.vue";

// The module is in this bundle; what it loads is not, and lies where the portal's server offers it.
defineElement("swr-console", { files: "/swr-console/" });
createApp(Portal).mount("#portal");
