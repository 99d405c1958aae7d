// Colours that a person, a host or a system chooses: they stay what they are, and what they mean is still seen.

import type { Locator, Page } from "@playwright/test";
import { ADMIN } from "./world/settings.ts";
import { expect, test } from "./world/test.ts";

const GATEWAY = "/organizations/platform/repositories/api-gateway";

type Rgb = [red: number, green: number, blue: number];

/** A colour as the screen gets it, whatever words it is written in. */
function painted(page: Page, colour: string): Promise<Rgb> {
  return page.evaluate((colour) => {
    const context = new OffscreenCanvas(1, 1).getContext("2d")!;
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3) as Rgb;
  }, colour);
}

const style = (it: Locator, property: string) =>
  it.evaluate((it, property) => getComputedStyle(it).getPropertyValue(property), property);

/** The contrast of two colours by WCAG. */
function contrast(one: Rgb, other: Rgb): number {
  const light = (colour: Rgb) => {
    const [red, green, blue] = colour.map((it) => {
      const part = it / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as Rgb;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The hue in OKLCH. */
function hue([red, green, blue]: Rgb): number {
  const linear = (it: number) => (it / 255 <= 0.04045 ? it / 255 / 12.92 : ((it / 255 + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}

for (const chosen of [265, 20, 145]) {
  test(`an accent of hue ${chosen} is kept in both themes and under the pointer`, async ({ visitor, page }) => {
    await visitor.openAs(ADMIN, "/organizations");
    await visitor.expectRow("platform");
    await page.evaluate((hue) => document.documentElement.style.setProperty("--hue", String(hue)), chosen);
    const button = visitor.button("Create organization");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const isUnderPointer of [false, true]) {
        await (isUnderPointer ? button.hover() : page.mouse.move(0, 0));
        // Its background is on its way for a moment. What a screen cannot show moves a hue by a few degrees.
        await expect
          .poll(async () => Math.abs(hue(await painted(page, await style(button, "background-color"))) - chosen))
          .toBeLessThan(6);
      }
    }
  });
}

test("an unchecked checkbox in the dark theme looks enabled", async ({ visitor, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await visitor.openAs(ADMIN, GATEWAY);
  await visitor.expectRow("latest");
  const box = visitor.field("Select latest");
  const [edge, ground] = [await style(box, "border-top-color"), await style(box, "background-color")];
  expect(contrast(await painted(page, edge), await painted(page, ground))).toBeGreaterThan(3);
  expect(await style(box, "opacity")).toBe("1");
});

test("the menu button of a row looks enabled", async ({ visitor, page }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await visitor.openAs(ADMIN, GATEWAY);
    await visitor.expectRow("latest");
    const menu = visitor.button("Actions for latest");
    const ground = await style(visitor.row("latest").getByRole("cell").last(), "background-color");
    expect(contrast(await painted(page, await style(menu, "color")), await painted(page, ground))).toBeGreaterThan(4.5);
    expect(await style(menu, "opacity")).toBe("1");
    // Dots of two pixels and more.
    const dots = await menu.locator("path").evaluate((it: SVGGraphicsElement) => it.getBBox({ stroke: true }).height);
    expect(dots * (16 / 24)).toBeGreaterThan(1.2);
  }
});

test("selected rows are visible in forced colors", async ({ visitor, page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await visitor.openAs(ADMIN, GATEWAY);
  await visitor.expectRow("latest");
  await visitor.field("Select latest").check();
  const ground = (name: string) => style(visitor.row(name).getByRole("rowheader"), "background-color");
  expect(await ground("latest")).not.toBe(await ground("stable"));
});
