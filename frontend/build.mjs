// Compiles styles/ into portal/static/build/main.css and puts GOV.UK Frontend's
// script beside it. Stops if anything that belongs to GOV.UK alone (its font,
// its crown or crest) or anything fetched from elsewhere slipped into the result.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "portal", "static", "build");
const packageFolder = join(here, "node_modules", "govuk-frontend");
const notAllowed = [/GDS Transport/i, /govuk-crest/i, /crown/i, /url\(/i, /@import/i];

function compileStyles() {
  const { css } = sass.compile(join(here, "styles", "main.scss"), {
    loadPaths: [join(here, "node_modules")],
    style: "compressed",
    quietDeps: true,
    fatalDeprecations: ["import"],
  });
  const found = notAllowed.filter((pattern) => pattern.test(css));
  if (found.length > 0) {
    throw new Error(`main.css holds what it must not: ${found.join(", ")}`);
  }
  return css;
}

function componentScript() {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const source = readFileSync(join(packageFolder, "dist", "govuk", "govuk-frontend.min.js"), "utf8");
  const licence = `/*! govuk-frontend ${version}, MIT licence, copyright Government Digital Service */\n`;
  return licence + source.replace(/\/\/# sourceMappingURL=.*\s*$/, "\n");
}

const styles = compileStyles();
const script = componentScript();
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "govuk-frontend.min.js"), script);
// Written last: make looks at this file's time to know that the build is whole.
writeFileSync(join(target, "main.css"), styles);
