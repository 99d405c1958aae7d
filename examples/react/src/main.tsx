import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../../portal/portal.css";
import { Portal } from "./Portal";

createRoot(document.getElementById("portal")!).render(<StrictMode><Portal /></StrictMode>);
